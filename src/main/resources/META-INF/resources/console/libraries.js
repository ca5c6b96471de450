// The one place that knows where the libraries are. Their versions are those of pom.xml (ConsoleFilesTest).
export {html, nothing, render} from '/_static/lit-html/3.3.1/lit-html.js';
export {guard} from '/_static/lit-html/3.3.1/directives/guard.js';
export {live} from '/_static/lit-html/3.3.1/directives/live.js';
export {repeat} from '/_static/lit-html/3.3.1/directives/repeat.js';
export {default as UPlot} from '/webjars/uplot/1.6.30/dist/uPlot.esm.js';
