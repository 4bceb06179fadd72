/** The bundler puts a CSV file's text into the bundle (loader `text`). */
declare module '*.csv' {
  const text: string;
  export default text;
}
