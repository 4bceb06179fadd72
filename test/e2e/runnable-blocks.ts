/** The blocks of a document that are marked as shell (```sh, with an optional name): what a reader types, in order. */
export const findRunnableBlocks = (markdown: string): { readonly name: string; readonly script: string }[] =>
  [...markdown.matchAll(/^```sh(?: (?<name>\S+))?\n(?<script>[\s\S]*?)^```$/gm)].map(({ groups }, index) => ({
    name: groups?.['name'] ?? `block ${index + 1}`,
    script: groups?.['script'] ?? '',
  }));
