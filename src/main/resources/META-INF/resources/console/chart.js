// A plot over time as an element, so that the page can keep it while all around it is drawn anew.
import {UPlot} from './libraries.js';
import {exact} from './format.js';

const HEIGHT = {tall: 220, small: 150};
const dark = matchMedia('(prefers-color-scheme: dark)');

/** A colour of the stylesheet, as a canvas needs it. */
function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const DRAWN = {
  line: (stroke) => ({stroke, width: 2, points: {size: 5, fill: stroke}}),
  steps: (stroke) => ({stroke, width: 2.5, paths: UPlot.paths.stepped({align: 1}), points: {show: false}}),
  dots: (stroke) => ({stroke, width: 0, points: {show: true, size: 5, fill: stroke}}),
  limit: (stroke) => ({stroke, width: 1.5, dash: [6, 4], points: {show: false}}),
};

/**
 * <time-chart>: its property `plot` is {size, label, times, series: [{label, colour, drawn, values}], unit(value), max,
 * marks}. Times are seconds; marks are heights at which a faint line is drawn.
 */
class TimeChart extends HTMLElement {
  #plot = null;
  #drawn = null;
  #resized = new ResizeObserver(() => this.#drawn?.setSize(this.#size()));
  #recoloured = () => this.#build();

  set plot(plot) {
    const isSame = this.#plot && layout(this.#plot) === layout(plot);
    this.#plot = plot;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', plot.label);
    if (this.#drawn && isSame) {
      this.#drawn.setData(this.#data());
    } else if (this.isConnected) {
      this.#build();
    }
  }

  connectedCallback() {
    dark.addEventListener('change', this.#recoloured);
    this.#resized.observe(this);
    if (this.#plot) {
      this.#build();
    }
  }

  disconnectedCallback() {
    dark.removeEventListener('change', this.#recoloured);
    this.#resized.disconnect();
    this.#drawn?.destroy();
    this.#drawn = null;
  }

  #size() {
    return {width: Math.max(200, this.clientWidth), height: HEIGHT[this.#plot.size]};
  }

  #data() {
    return [this.#plot.times, ...this.#plot.series.map((one) => one.values)];
  }

  #build() {
    this.#drawn?.destroy();
    this.replaceChildren();
    const axis = {stroke: colour('ink-soft'), grid: {stroke: colour('line'), width: 1}, ticks: {show: false},
      font: '12px system-ui, sans-serif'};
    const {unit, max, series, marks = []} = this.#plot;
    this.#drawn = new UPlot({
      ...this.#size(),
      cursor: {drag: {setScale: false}},
      scales: {y: {range: (_, low, high) => [0, max ?? Math.max(high ?? 0, 1e-6) * 1.15]}},
      axes: [
        {...axis, space: 70, size: 32, values: (_, ticks, __, ___, step) => ticks.map((tick) => clock(tick, step))},
        {...axis, size: 62, values: (_, ticks) => ticks.map(unit), ...(max === 100 && {splits: [0, 25, 50, 75, 100]})},
      ],
      series: [
        {label: 'Time', value: (_, at) => (at == null ? '–' : exact(at * 1000))},
        ...series.map((one) => ({label: one.label, spanGaps: true, value: (_, value) => (value == null ? '–' : unit(value)),
          ...DRAWN[one.drawn](colour(one.colour))})),
      ],
      hooks: {drawClear: [(chart) => rungs(chart, marks, colour('line-strong'))]},
    }, this.#data(), this);
  }
}

/** What a chart is built for; everything else is only data. */
const layout = ({series, marks = []}) => [...series.map(({label}) => label), ...marks].join();

function clock(seconds, step) {
  return new Date(seconds * 1000).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false,
    ...(step < 60 && {second: '2-digit'})});
}

function rungs(chart, marks, stroke) {
  const {ctx, bbox} = chart;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.setLineDash([2, 4]);
  for (const mark of marks) {
    const y = Math.round(chart.valToPos(mark, 'y', true)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

customElements.define('time-chart', TimeChart);
