/** Sources in other languages are bundled as text. */
declare module '*.py' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler exports the text like this.
  export default text;
}
declare module '*.vm.js' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler exports the text like this.
  export default text;
}
