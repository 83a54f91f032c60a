/** Where a run takes place. */
export interface Bench {
  /** The kernel's name. */
  kernel: string;
  /** Where its kernelspec is found. */
  jupyterPath: string;
  /** A temporary folder, for this run alone. */
  folder: string;
  /** Milliseconds after which the run has failed. */
  patience: number;
}
