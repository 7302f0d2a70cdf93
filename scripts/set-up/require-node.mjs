// Refuses a Node that is too old, in words. It uses only what every Node with modules understands, so that it can say so.

/** Ends the process with a sentence unless this Node is 20.19 or newer. */
export function requireNode() {
  const parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  console.error(
    'Casewright needs Node 20.19 or newer, and this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org, then run the same command again.',
  );
  process.exit(3);
}
