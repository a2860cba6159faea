// Languages, appearance, and making elements: text from the data only ever becomes a text node.
const root = document.documentElement;
const data = JSON.parse(document.getElementById('_data').textContent);
let language = root.lang;
const followers = [];

function say(number) {
  const text = data.texts[number];
  return typeof text === 'string' ? text : text[language === 'vi' ? 1 : 0];
}
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
