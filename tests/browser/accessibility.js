// Returns what is wrong with the page, a line each; nothing: an empty text.
const faults = [];
const panel = document.getElementById('_panel');
const scope = panel && panel.open ? panel : document;
const all = function (selector) { return Array.from(scope.querySelectorAll(selector)); };
const shown = function (element) { return element.checkVisibility({ visibilityProperty: true }); };
const where = function (element) {
  return element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') + '.' + (element.getAttribute('class') || '') +
    ' "' + element.textContent.trim().slice(0, 30) + '"';
};
const fault = function (rule, element) { if (faults.length < 12) faults.push(rule + ': ' + (element ? where(element) : '')); };

const ids = new Set();
document.querySelectorAll('[id]').forEach(function (element) {
  if (ids.has(element.id)) fault('id twice', element);
  ids.add(element.id);
});
document.querySelectorAll('[aria-labelledby], [aria-describedby]').forEach(function (element) {
  const named = element.getAttribute('aria-labelledby') || element.getAttribute('aria-describedby');
  if (element !== panel && !document.getElementById(named)) fault('names nothing', element);
});

if (!document.documentElement.lang) fault('no language');
if (!document.title) fault('no title');
['main', 'header', 'nav', 'h1'].forEach(function (tag) {
  // A page may hold both languages, of which one is shown.
  if (Array.from(document.querySelectorAll(tag)).filter(shown).length !== 1) fault('not one ' + tag);
});

const nameOf = function (element) {
  const by = element.getAttribute('aria-labelledby');
  const label = element.labels && element.labels[0];
  const caption = label ? Array.from(label.childNodes).filter(function (n) { return n !== element; }).map(function (n) { return n.textContent; }).join('') : '';
  const own = element.matches('input, select') ? '' : element.textContent;
  return (element.getAttribute('aria-label') || (by && document.getElementById(by) && document.getElementById(by).textContent) || caption || own).trim();
};
all('a[href], button, input, select, [role=group], [role=search], table, section, aside, summary').filter(shown).forEach(function (element) {
  if (!nameOf(element)) fault('no name', element);
});
all('svg').forEach(function (svg) {
  if (svg.getAttribute('aria-hidden') !== 'true' && !svg.getAttribute('aria-label')) fault('drawing without a name', svg);
});
all('[aria-hidden=true] a, [aria-hidden=true] button, [aria-hidden=true] [tabindex]').forEach(function (element) {
  fault('can be reached but is hidden', element);
});

let depth = scope === panel ? 1 : 0;
all('h1, h2, h3, h4, h5, h6').filter(shown).forEach(function (heading) {
  const level = +heading.tagName[1];
  if (level > depth + 1) fault('heading skips a step', heading);
  depth = level;
});

all('table').forEach(function (table) {
  if (!table.querySelector('thead th')) fault('table without heads', table);
});
all('th').forEach(function (head) {
  if (head.closest('thead') ? head.scope !== 'col' : head.scope !== 'row') fault('head without a scope', head);
  const sort = head.getAttribute('aria-sort');
  if (sort !== null && (!['ascending', 'descending'].includes(sort) || !head.querySelector('button'))) fault('sort', head);
});
if (scope === document && document.querySelector('form.filters') && !document.querySelector('.found[aria-live]')) fault('nothing says how many are left');

const channels = function (colour) {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
};
const luminance = function (rgb) {
  const [r, g, b] = rgb.map(function (c) {
    const s = c / 255;
    return s <= 0.03928 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = function (a, b) {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};
const groundOf = function (element) {
  for (let e = element; e; e = e.parentElement) {
    if (e.matches('.tile:not(.islands), .chart g')) {
      const fill = channels(getComputedStyle(e.querySelector('.ground')).fill);
      if (fill.alpha > 0.5) return fill.rgb;
    }
    const colour = getComputedStyle(e).backgroundColor;
    const ground = channels(colour);
    if (ground.alpha > 0.5) return ground.rgb;
  }
  return [255, 255, 255];
};
const tested = new Set();
const test = function (element, pseudo) {
  const style = getComputedStyle(element, pseudo);
  const size = parseFloat(style.fontSize);
  if (size === 0) return;
  const ink = channels(element.closest('svg') ? getComputedStyle(element).fill : style.color).rgb;
  const ground = groundOf(element);
  const key = [ink, ground, size].join();
  if (tested.has(key)) return;
  tested.add(key);
  const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
  const found = ratio(ink, ground);
  if (found < (large ? 3 : 4.5)) fault('contrast ' + found.toFixed(2) + ' of ' + ink + ' on ' + ground, element);
};
const walker = document.createTreeWalker(scope === document ? document.body : panel, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (walker.currentNode.data.trim() && !element.closest('script, style, title, option, noscript, .dim') && shown(element)) test(element);
}
all('.chip').filter(shown).forEach(function (chip) { test(chip, '::before'); });
all('.matrix td a').slice(0, 200).forEach(function (link) { test(link, '::before'); });

// Targets of at least 24 by 24 pixels, those inside of sentences and lists of words aside.
all('button, select, input, summary, .matrix td a, .ranking th a').filter(shown).forEach(function (element) {
  const box = element.getBoundingClientRect();
  if (box.height > 0 && (box.height < 23.5 || box.width < 20)) fault('small: ' + box.width + 'x' + box.height, element);
});
return faults.join('\n');
