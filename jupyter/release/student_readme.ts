/** The README that students get. */
export const STUDENT_README = `# Sockets, live

How programs talk to each other over networks, as notebooks that do it.

You need [Node](https://nodejs.org) 20 or later and
[JupyterLab](https://jupyter.org/install) (or VS Code with its Jupyter
extension). Open a terminal in this folder:

\`\`\`sh
npx -y deno@2.9.6 task setup   # once: says what this machine has, installs the kernel
npx -y deno@2.9.6 task lab     # opens JupyterLab at 00_start_here
\`\`\`

Nothing in the notebooks needs the Internet; everything runs on this machine,
with all of your rights on it, as any program that you start.

Each notebook has exercises. Write your answer where \`todo()\` stands, run the
cell, then the check under it. How far you are:

\`\`\`sh
npx -y deno@2.9.6 task notebooks                                # all
npx -y deno@2.9.6 task notebooks notebooks/en/01_protocols.ipynb
\`\`\`

Something does not work? \`npx -y deno@2.9.6 task doctor\` says what is missing.
To leave no trace: \`npx -y deno@2.9.6 task setup --uninstall\`, then delete this
folder.

\`lib/\` is the library that the notebooks import: read it.
`;
