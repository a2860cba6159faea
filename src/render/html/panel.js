// What a link of the page opens: `#locality` or `#locality/requirement`.
const panel = document.getElementById('_panel');
const places = new Map();
levels.forEach(function (level) {
  level.rows.forEach(function (row) {
    places.set(row.locality.id, { level: level.data, locality: row.locality, row: row });
  });
});
function address(locality, requirement) {
  return '#' + encodeURIComponent(locality.id) + (requirement ? '/' + encodeURIComponent(requirement.id) : '');
}
function chip(status) {
  return make('span', { class: 'chip ' + data.statuses[status], 'aria-hidden': 'true' });
}
function table(heads, rows, name) {
  const head = make('tr', {}, heads.map(function (key) { return make('th', { scope: 'col' }, key); }));
  const body = rows.map(function (row) {
    return make('tr', row[1] ? { class: 'counts-row' } : {}, row[0].map(function (cell) { return make('td', {}, say(cell)); }));
  });
  return make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name },
    make('table', {}, [make('thead', {}, head), make('tbody', {}, body)]));
}
function pairs(list) {
  return make('dl', {}, list.reduce(function (all, pair) {
    return all.concat([make('dt', {}, pair[0]), make('dd', {}, pair[1])]);
  }, []));
}
function part(key, content) {
  return [make('h3', {}, word(key)), content];
}
function papers(list) {
  return make('ul', { class: 'papers' }, list.map(function (at) {
    const [title, kind, number, issuer, dated, published, source] = data.documents[at];
    const facts = [say(kind) + (number ? ' ' + number : ''), issuer, say(dated)];
    if (published !== null && say(published) !== say(dated)) facts.push(word('published').toLowerCase() + ' ' + say(published));
    return make('li', {}, [
      make('b', {}, say(title)), make('br'),
      facts.filter(Boolean).join(' · '), make('br'),
      make('span', { class: 'source' }, word('source') + ': ' + source),
    ]);
  }));
}

function verdict(locality, requirement, detail) {
  const it = data.details[detail];
  const parts = [
    make('p', { class: 'crumb' }, make('a', { href: address(locality) }, say(locality.n))),
    make('h2', { id: '_panel-title', tabindex: '-1' }, say(requirement.t)),
    make('p', { class: 'verdict ' + data.statuses[it.s] }, [chip(it.s), make('b', {}, say(data.names[it.s])), say(it.y) ? ' · ' + say(it.y) : '']),
    pairs(it.p.map(function (pair) { return [say(pair[0]), say(pair[1])]; })),
  ];
  if (it.c.length) {
    const heads = [word('day'), word('document'), word('due'), word('standing')];
    parts.push.apply(parts, part('chain', table(heads, it.c, word('chain'))));
  }
  if (it.e.length) {
    const heads = [word('fact'), word('value'), word('day'), word('document'), word('trust')];
    parts.push.apply(parts, part('evidence', table(heads, it.e, word('evidence'))));
  }
  if (it.d.length) parts.push.apply(parts, part('documents', papers(it.d)));
  return parts;
}
// The path that the page has drawn of a locality, if any.
function path(row) {
  const drawn = row.trs.map(function (tr) { return tr.querySelector('svg.path'); }).find(Boolean);
  return drawn ? part('path', drawn.cloneNode(true)) : [];
}
function summary(level, locality, row) {
  const facts = [];
  if (locality.k !== '–') facts.push([word('rank'), locality.k], [word('score'), say(locality.s)], [word('grade'), say(locality.g)]);
  facts.push([word('code'), locality.code]);
  if (locality.h) facts.push([word('carries_on'), locality.h]);
  const verdicts = locality.c
    .map(function (detail, at) { return { requirement: level.requirements[at], detail: detail }; })
    .filter(function (v) { return v.detail !== null; })
    .sort(function (a, b) { return data.details[b.detail].s - data.details[a.detail].s; });
  return [
    make('h2', { id: '_panel-title', tabindex: '-1' }, say(locality.n)),
    make('p', { class: 'first' }, say(locality.y)),
    pairs(facts),
  ].concat(path(row), [
    make('h3', {}, word('verdicts')),
    make('ul', { class: 'verdict-list' }, verdicts.map(function (v) {
      const it = data.details[v.detail];
      return make('li', {}, [
        chip(it.s), make('span', {}, [
          make('a', { href: address(locality, v.requirement) }, say(v.requirement.t)), make('br'),
          make('b', {}, say(data.names[it.s])), say(it.y) ? ' · ' + say(it.y) : '',
        ]),
      ]);
    })),
  ]);
}

function open() {
  let hash = location.hash.slice(1);
  try { hash = decodeURIComponent(hash); } catch (_) { return; }
  let place = places.get(hash), requirement = null, at = -1;
  for (let slash = hash.lastIndexOf('/'); !place && slash > 0; slash = hash.lastIndexOf('/', slash - 1)) {
    place = places.get(hash.slice(0, slash));
    requirement = hash.slice(slash + 1);
  }
  if (place && requirement !== null) {
    at = place.level.requirements.findIndex(function (r) { return r.id === requirement; });
    if (at < 0 || place.locality.c[at] === null) place = null;
  }
  if (!place) { if (panel.open) panel.close(); return; }
  const close = make('button', { type: 'button', class: 'close', 'aria-label': word('close') }, '×');
  close.addEventListener('click', function () { panel.close(); });
  const content = at < 0 ? summary(place.level, place.locality, place.row)
    : verdict(place.locality, place.level.requirements[at], place.locality.c[at]);
  panel.firstElementChild.replaceChildren.apply(panel.firstElementChild, [close].concat(content));
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  document.getElementById('_panel-title').focus({ preventScroll: true });
}
panel.addEventListener('click', function (event) { if (event.target === panel) panel.close(); });
panel.addEventListener('close', function () {
  const there = location.hash;
  const [x, y] = [window.scrollX, window.scrollY];
  history.replaceState(null, '', location.pathname + location.search);
  window.scrollTo(x, y);
  if (document.activeElement === document.body || panel.contains(document.activeElement)) {
    const link = Array.from(document.querySelectorAll('a[href="' + CSS.escape(there) + '"]'))[0];
    if (link) link.focus({ preventScroll: true });
  }
});
window.addEventListener('hashchange', open);
open();
