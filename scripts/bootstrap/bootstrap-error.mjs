/** What the user is told instead of a stack: what happened, and what can be done about it. */
export class BootstrapError extends Error {
  /**
   * @param {string} message
   * @param {readonly string[]} actions
   * @param {number} exitCode
   */
  constructor(message, actions, exitCode = 1) {
    super(message);
    this.name = 'BootstrapError';
    this.actions = actions;
    this.exitCode = exitCode;
  }
}
