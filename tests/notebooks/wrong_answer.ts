/** An answer to an exercise that its check must reject. */
export interface WrongAnswer {
  /** What is wrong with it, in a few words. */
  mistake: string;
  /** What stands in the exercise cell. */
  source: string;
  /** What the check must say to the student, among other things. */
  says: string;
}

/** The wrong answers of one notebook by exercise id, at least three for each. */
export type WrongAnswers = Record<string, WrongAnswer[]>;
