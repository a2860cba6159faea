// Sorting, filtering, and moving about in the matrix. Each is one pass over the rows.
const LATEST_FIRST = { overdue: true, unknown: true, change: true };
const PARTS = ['id', 'name', 'code', 'rank', 'score', 'grade', 'grades', 'region', 'within', 'reason', 'overdue',
  'unknown', 'bounds', 'tile', 'change', 'statuses', 'inherits'];
function plain(text) {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

const levels = data.levels.map(function (known, place) {
  const section = document.getElementById('_' + known.word);
  const tables = Array.from(section.querySelectorAll('table.ranking, table.paths, table.matrix'));
  const bodies = tables.map(function (table) { return Array.from(table.tBodies[0].rows); });
  const level = { at: place, data: known, section: section, tables: tables, column: '' };
  level.rows = known.localities.map(function (parts, at) {
    const locality = {};
    PARTS.forEach(function (part, n) { locality[part] = parts[n]; });
    return { at: at, locality: locality, trs: known.paged ? [] : bodies.map(function (body) { return body[at]; }) };
  });
  level.orders = tables.map(function () { return level.rows; });
  return level;
});

// What a reader may look for: names in both languages, with and without marks, and codes.
function findable(row) {
  if (row.find === undefined) {
    const it = row.locality;
    const names = [it.name].concat(it.within === null ? [] : row.level.data.within[it.within]);
    const said = names.map(function (name) { return sayIn('vi', name) + ' ' + sayIn('en', name); });
    row.find = plain(said.concat(it.code, it.id).join(' '));
  }
  return row.find;
}

function show(level, position) {
  if (level.data.paged) level.pagers[position].show();
  else level.rows.forEach(function (row) { row.trs[position].hidden = row.hidden; });
}
function showAll(level) {
  level.tables.forEach(function (_, position) { show(level, position); });
}

function statusOf(locality, requirement) {
  const status = locality.statuses[requirement];
  return status === '-' ? -1 : +status;
}
function within(level, locality) {
  return locality.within === null ? '' : say(level.data.within[locality.within]);
}

function sortable(level, table, position) {
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach(function (head) {
    const key = head.dataset.key;
    if (key === undefined) return;
    const button = make('button', { type: 'button', class: 'sort' }, Array.from(head.childNodes));
    if (head.dataset.t !== undefined) {
      button.dataset.t = head.dataset.t;
      head.removeAttribute('data-t');
    }
    head.append(button);
    // A head that is repeated on the next sheet of paper loses what stands in a button.
    window.addEventListener('beforeprint', function () {
      button.replaceWith(make('span', { class: 'printed' }, button.textContent));
    });
    window.addEventListener('afterprint', function () {
      head.replaceChildren(button);
    });
    if (key === 'rank') head.setAttribute('aria-sort', 'ascending');
    button.addEventListener('click', function () {
      const before = head.getAttribute('aria-sort');
      const falling = before ? before === 'ascending' : Boolean(LATEST_FIRST[key]);
      heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
      const sign = falling ? -1 : 1;
      const compare = comparison(level, key);
      const sorted = level.rows.slice().sort(function (a, b) {
        return sign * compare(a, b) || a.at - b.at;
      });
      level.orders[position] = sorted;
      if (level.data.paged) { level.pagers[position].turnTo(0); return; }
      const rows = document.createDocumentFragment();
      sorted.forEach(function (row) { rows.append(row.trs[position]); });
      body.append(rows);
    });
  });
}
// The places of texts in the order of the language; comparing letters is slow, so each text is placed once.
const placed = {};
function placesOf(level, part) {
  const key = language + ' ' + level.at + ' ' + part;
  if (!placed[key]) {
    const letters = new Intl.Collator(language, { numeric: true });
    const texts = Array.from(new Set(level.rows.map(function (row) { return row.locality[part]; })))
      .map(function (number) { return [number, say(number)]; })
      .sort(function (a, b) { return letters.compare(a[1], b[1]); });
    placed[key] = new Map(texts.map(function (text, at) { return [text[0], at]; }));
  }
  return placed[key];
}
function comparison(level, key) {
  const by = function (value) { return function (a, b) { return value(a.locality) - value(b.locality); }; };
  if (key === 'name' || key === 'reason') {
    const places = placesOf(level, key);
    return by(function (it) { return places.get(it[key]); });
  }
  if (key === 'rank') return function (a, b) { return a.at - b.at; };
  if (key === 'score') return function (a, b) { return b.at - a.at; };
  if (key === 'grade') return by(function (it) { return it.grades ? it.grades[1] * 8 + it.grades[0] : 99; });
  if (key === 'change') return by(function (it) { return it.change === null ? -999 : it.change; });
  if (key === 'overdue' || key === 'unknown') return by(function (it) { return it[key]; });
  return by(function (it) { return statusOf(it, +key); });
}

function filterable(level) {
  const form = level.section.querySelector('form.filters');
  if (!form) return;
  const value = function (name) { return form.elements[name] ? form.elements[name].value : ''; };
  const found = form.querySelector('.found');
  const empty = level.section.querySelector('.empty');
  const matrix = level.section.querySelector('table.matrix');
  const refresh = function () {
    const shown = level.rows.filter(function (row) { return !row.hidden; }).length;
    showAll(level);
    empty.hidden = shown > 0;
    found.textContent = word(level.data.paged ? 'fitting' : 'shown')
      .replace('{n}', count(shown)).replace('{m}', count(level.rows.length));
    if (level.dim) level.dim();
  };
  const apply = function () {
    const find = plain(value('find').trim());
    const region = value('region'), lies = value('within'), requirement = value('requirement');
    const status = value('status'), grade = value('grade');
    level.rows.forEach(function (row) {
      const it = row.locality;
      row.hidden = !((find === '' || findable(row).includes(find)) &&
        (region === '' || it.region === +region) && (lies === '' || it.within === +lies) &&
        (grade === '' || (it.grades !== null && it.grades[0] <= +grade && +grade <= it.grades[1])) &&
        (status === '' || (requirement === '' ? it.statuses.includes(status) : it.statuses[+requirement] === status)));
    });
    if (level.column !== requirement) {
      level.column = requirement;
      narrow(level, matrix);
      if (level.colour) level.colour(requirement);
    }
    if (level.data.paged) level.pagers.forEach(function (pager) { pager.reset(); });
    refresh();
  };
  let waiting = 0;
  form.addEventListener('input', function () { clearTimeout(waiting); waiting = setTimeout(apply, 60); });
  form.addEventListener('reset', function () { setTimeout(apply, 0); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  followers.push(refresh);
  apply();
}
// Only the requirement that is asked for has a column.
function narrow(level, matrix) {
  Array.from(matrix.rows).forEach(function (tr) {
    for (let at = 2; at < tr.cells.length; at += 1) tr.cells[at].hidden = level.column !== '' && at - 2 !== +level.column;
  });
}

// One place of the matrix is on the way of the Tab key; the arrows move it, from one page of rows to the next too.
function walkable(level, table, position) {
  const body = table.tBodies[0];
  let here = null;
  const go = function (link, focus) {
    if (!link) return;
    if (here) here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
    if (focus) here.focus();
  };
  const settle = function () {
    body.querySelectorAll('a').forEach(function (link) { link.tabIndex = -1; });
    go(body.querySelector('a'), false);
  };
  settle();
  const next = function (from, sibling) {
    let to = from[sibling];
    while (to && to.hidden) to = to[sibling];
    return to;
  };
  const beyond = function (step) {
    if (!level.data.paged || !level.pagers[position].turn(step)) return null;
    return step > 0 ? body.firstElementChild : body.lastElementChild;
  };
  body.addEventListener('focusin', function (event) { go(event.target.closest('a'), false); });
  body.addEventListener('keydown', function (event) {
    const cell = event.target.closest('td');
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const across = cell.cellIndex;
    let to = null;
    if (event.key === 'ArrowRight') to = next(cell, 'nextElementSibling');
    else if (event.key === 'ArrowLeft') to = next(cell, 'previousElementSibling');
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const down = event.key === 'ArrowDown';
      const row = next(cell.parentNode, down ? 'nextElementSibling' : 'previousElementSibling') || beyond(down ? 1 : -1);
      to = row && row.cells[across];
    } else if (level.data.paged && (event.key === 'PageDown' || event.key === 'PageUp')) {
      to = beyond(event.key === 'PageDown' ? 1 : -1) && body.firstElementChild.cells[across];
    } else if (event.key === 'Home') to = cell.parentNode.querySelector('td:not([hidden]) a').parentNode;
    else if (event.key === 'End') {
      const cells = cell.parentNode.querySelectorAll('td:not([hidden]) a');
      to = cells[cells.length - 1].parentNode;
    } else return;
    event.preventDefault();
    if (to && to.querySelector('a')) go(to.querySelector('a'), true);
  });
  return settle;
}

// The words of the matrix's places follow the language.
function follow(level, position) {
  followers.push(function () {
    level.rows.forEach(function (row) {
      const cells = row.trs[position].cells;
      level.data.requirements.forEach(function (_, at) {
        const link = cells[at + 2].firstElementChild;
        if (!link) return;
        link.textContent = say(data.names[statusOf(row.locality, at)]);
        link.title = say(detail(level, row, at).why);
      });
    });
  });
}

levels.forEach(function (level) {
  level.rows.forEach(function (row) { row.level = level; });
  if (level.data.paged) level.pagers = level.tables.map(function (table, position) { return pagerOf(level, table, position); });
  level.tables.forEach(function (table, position) {
    sortable(level, table, position);
    if (!table.classList.contains('matrix')) return;
    const settle = walkable(level, table, position);
    if (level.data.paged) level.pagers[position].settle = settle;
    else follow(level, position);
  });
});
