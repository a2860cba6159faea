// Languages, appearance, and making elements: text from the data only ever becomes a text node.
const root = document.documentElement;
const data = JSON.parse(document.getElementById('_data').textContent);
let language = root.lang;
const followers = [];

// A text is one for both languages, one for each, or the number of a shape and the figures in its gaps, as Vietnamese
// writes them.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function inEnglish(figure) {
  const date = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(figure);
  if (date) return +date[1] + ' ' + MONTHS[date[2] - 1] + ' ' + date[3];
  return figure.replace(/[.,]/g, function (mark) { return mark === '.' ? ',' : '.'; });
}
function sayIn(lang, number) {
  const text = data.texts.all[number], at = lang === 'vi' ? 1 : 0;
  if (typeof text === 'string') return text;
  if (typeof text[0] === 'string') return text[at];
  const figures = text[1].split('|');
  let next = 0;
  return data.texts.shapes[text[0]][at].replace(/\u0001/g, function () {
    const figure = figures[next];
    next += 1;
    return at === 1 ? figure : inEnglish(figure);
  });
}
function say(number) { return sayIn(language, number); }
function word(key) { return say(data.words[key]); }
function count(n) { return n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB'); }

function make(tag, attributes, children) {
  const element = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
  [].concat(children === undefined ? [] : children).forEach(function (child) {
    element.append(child);
  });
  return element;
}

function draw(tag, attributes, children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
  element.append.apply(element, children || []);
  return element;
}

// What the page knows of a place, read when the first is opened.
let details = null;
function detail(level, row, requirement) {
  details = details || JSON.parse(document.getElementById('_details').textContent);
  const at = details.levels[level.at][row.at][requirement];
  if (at === null) return null;
  const [why, said, chain, evidence, papers] = details.all[at];
  return {
    why: why,
    said: said.map(function (pair) { return details.pairs[pair]; }),
    chain: details.chains[chain],
    evidence: evidence.map(function (one) { return details.evidence[one]; }),
    papers: details.papers[papers],
  };
}

function translate() {
  document.querySelectorAll('[data-t]').forEach(function (element) {
    element.textContent = say(+element.dataset.t);
  });
  document.querySelectorAll('[data-t-label]').forEach(function (element) {
    element.setAttribute('aria-label', say(+element.dataset.tLabel));
  });
  document.querySelectorAll('button[data-lang]').forEach(function (button) {
    button.setAttribute('aria-pressed', String(button.dataset.lang === language));
  });
  followers.forEach(function (follow) { follow(); });
}
function speak(lang) {
  if (lang === language) return;
  language = lang;
  root.lang = lang;
  document.title = document.querySelector('.eyebrow').textContent;
  translate();
  document.title = document.querySelector('.eyebrow').textContent + ' · ' + document.querySelector('.when').textContent;
}

root.classList.replace('plain', 'live');
document.querySelectorAll('button[data-lang]').forEach(function (button) {
  button.setAttribute('aria-pressed', String(button.dataset.lang === language));
  button.addEventListener('click', function () { speak(button.dataset.lang); });
});
document.getElementById('_theme').addEventListener('change', function (event) {
  if (event.target.value) root.dataset.theme = event.target.value; else delete root.dataset.theme;
});
document.getElementById('_print').addEventListener('click', function () { window.print(); });
let unfolded = [];
window.addEventListener('beforeprint', function () {
  unfolded = Array.from(document.querySelectorAll('details:not([open])'));
  unfolded.forEach(function (fold) { fold.open = true; });
});
window.addEventListener('afterprint', function () {
  unfolded.forEach(function (fold) { fold.open = false; });
});
