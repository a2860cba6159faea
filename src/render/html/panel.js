// What a link of the page opens: `#locality` or `#locality/requirement`.
const panel = document.getElementById('_panel');
const places = new Map();
levels.forEach(function (level) {
  level.rows.forEach(function (row) {
    places.set(row.locality.id, { level: level, locality: row.locality, row: row });
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
    return make('tr', row[1] === 1 ? { class: 'counts-row' } : {}, row[0].map(function (cell) { return make('td', {}, say(cell)); }));
  });
  return make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name },
    make('table', {}, [make('thead', {}, head), make('tbody', {}, body)]));
}
// A table of which most rows wait behind a fold, after those in sight that they belong to.
const FOLDED = 2;
function evidence(heads, rows) {
  const shown = rows.filter(function (row) { return row[1] !== FOLDED; });
  const folded = rows.filter(function (row) { return row[1] === FOLDED; });
  const content = [table(heads, shown, word('evidence'))];
  if (folded.length) {
    content.push(make('details', { class: 'fold' }, [
      make('summary', {}, word('more_parts').replace('{n}', count(folded.length))),
      table(heads, folded, word('evidence')),
    ]));
  }
  return content;
}
function pairs(list) {
  return make('dl', {}, list.reduce(function (all, pair) {
    return all.concat([make('dt', {}, pair[0]), make('dd', {}, pair[1])]);
  }, []));
}
function part(key, content) {
  return [make('h3', {}, word(key))].concat(content);
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

function verdict(level, row, at) {
  const locality = row.locality, status = statusOf(locality, at), it = detail(level, row, at), lies = within(level, locality);
  const parts = [
    make('p', { class: 'crumb' }, [make('a', { href: address(locality) }, say(locality.name)), lies ? ' · ' + lies : '']),
    make('h2', { id: '_panel-title', tabindex: '-1' }, say(level.data.requirements[at].t)),
    make('p', { class: 'verdict ' + data.statuses[status] }, [
      chip(status), make('b', {}, say(data.names[status])), say(it.why) ? ' · ' + say(it.why) : '',
    ]),
    pairs(it.said.map(function (pair) { return [say(pair[0]), say(pair[1])]; })),
  ];
  if (it.chain.length) {
    const heads = [word('day'), word('document'), word('due'), word('standing')];
    parts.push.apply(parts, part('chain', table(heads, it.chain, word('chain'))));
  }
  if (it.evidence.length) {
    const heads = [word('fact'), word('value'), word('day'), word('document'), word('trust')];
    parts.push.apply(parts, part('evidence', evidence(heads, it.evidence)));
  }
  if (it.papers.length) parts.push.apply(parts, part('documents', papers(it.papers)));
  return parts;
}
// The path of a locality, as the page has drawn it or would.
function path(level, row) {
  if (level.data.paths.length) return part('path', pathOf(level.data.paths[row.at]));
  const drawn = row.trs.map(function (tr) { return tr.querySelector('svg.path'); }).find(Boolean);
  return drawn ? part('path', drawn.cloneNode(true)) : [];
}
function summary(level, row) {
  const locality = row.locality, lies = within(level, locality), facts = [];
  if (locality.rank !== '–') facts.push([word('rank'), locality.rank], [word('score'), say(locality.score)], [word('grade'), say(locality.grade)]);
  if (lies) facts.push([word('within'), lies]);
  facts.push([word('code'), locality.code]);
  if (locality.inherits !== null) facts.push([word('carries_on'), say(locality.inherits)]);
  const verdicts = level.data.requirements
    .map(function (requirement, at) { return { requirement: requirement, at: at, status: statusOf(locality, at) }; })
    .filter(function (v) { return v.status >= 0; })
    .sort(function (a, b) { return b.status - a.status; });
  return [
    make('h2', { id: '_panel-title', tabindex: '-1' }, say(locality.name)),
    make('p', { class: 'first' }, say(locality.reason)),
    pairs(facts),
  ].concat(path(level, row), [
    make('h3', {}, word('verdicts')),
    make('ul', { class: 'verdict-list' }, verdicts.map(function (v) {
      const why = say(detail(level, row, v.at).why);
      return make('li', {}, [
        chip(v.status), make('span', {}, [
          make('a', { href: address(locality, v.requirement) }, say(v.requirement.t)), make('br'),
          make('b', {}, say(data.names[v.status])), why ? ' · ' + why : '',
        ]),
      ]);
    })),
  ]);
}

// The place that an address names, and the position of its requirement; -1 for the locality itself.
function placeOf(address) {
  let hash = address.slice(1);
  try { hash = decodeURIComponent(hash); } catch (_) { return null; }
  let place = places.get(hash), requirement = null;
  for (let slash = hash.lastIndexOf('/'); !place && slash > 0; slash = hash.lastIndexOf('/', slash - 1)) {
    place = places.get(hash.slice(0, slash));
    requirement = hash.slice(slash + 1);
  }
  if (!place || requirement === null) return place ? { level: place.level, row: place.row, at: -1 } : null;
  const at = place.level.data.requirements.findIndex(function (r) { return r.id === requirement; });
  return at < 0 || statusOf(place.locality, at) < 0 ? null : { level: place.level, row: place.row, at: at };
}
function open() {
  const place = placeOf(location.hash);
  if (!place) { if (panel.open) panel.close(); return; }
  const close = make('button', { type: 'button', class: 'close', 'aria-label': word('close') }, '×');
  close.addEventListener('click', function () { panel.close(); });
  const content = place.at < 0 ? summary(place.level, place.row) : verdict(place.level, place.row, place.at);
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
    const linkTo = function () { return document.querySelector('a[href="' + CSS.escape(there) + '"]'); };
    const place = placeOf(there);
    if (place && place.level.data.paged && !linkTo()) {
      place.level.pagers.forEach(function (pager) { pager.reveal(place.row); });
    }
    if (linkTo()) linkTo().focus({ preventScroll: true });
  }
});
window.addEventListener('hashchange', open);
open();
