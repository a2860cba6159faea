// Sorting, filtering, and moving about in the matrix. Each is one pass over the rows; of very many only the first are
// laid out until a reader asks for all.
const FIRST = 200;
const LATEST_FIRST = { overdue: true, unknown: true, change: true };
function plain(text) {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

const levels = data.levels.map(function (level) {
  const section = document.getElementById('_' + level.word);
  const tables = Array.from(section.querySelectorAll('table.ranking, table.paths, table.matrix'));
  const bodies = tables.map(function (table) { return Array.from(table.tBodies[0].rows); });
  const made = {
    data: level, section: section, tables: tables, limit: FIRST,
    rows: level.localities.map(function (locality, at) {
      const row = { at: at, locality: locality, trs: bodies.map(function (body) { return body[at]; }) };
      const names = data.texts[locality.n];
      row.find = plain([].concat(names).join(' ') + ' ' + locality.code + ' ' + locality.id);
      return row;
    }),
  };
  made.orders = tables.map(function () { return made.rows; });
  return made;
});

// Shows what fits, in the table's order, up to the limit.
function show(level, position) {
  let shown = 0;
  level.orders[position].forEach(function (row) {
    const visible = !row.hidden && shown < level.limit;
    row.trs[position].hidden = !visible;
    if (visible) shown += 1;
  });
  const more = level.more[position];
  const all = level.rows.filter(function (row) { return !row.hidden; }).length;
  more.hidden = shown === all;
  more.textContent = word('show_all').replace('{n}', count(all));
}
function limited(level) {
  level.more = level.tables.map(function (table) {
    const more = make('button', { type: 'button', class: 'more' });
    more.addEventListener('click', function () { unlimited(level, Infinity); });
    table.parentNode.after(more);
    return more;
  });
  window.addEventListener('beforeprint', function () { level.before = level.limit; unlimited(level, Infinity); });
  window.addEventListener('afterprint', function () { unlimited(level, level.before); });
}
function unlimited(level, limit) {
  level.limit = limit;
  level.tables.forEach(function (_, position) { show(level, position); });
}

function statusOf(locality, requirement) {
  const detail = locality.c[requirement];
  return detail === null ? -1 : data.details[detail].s;
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
      const compare = comparison(key);
      const sorted = level.rows.slice().sort(function (a, b) {
        return sign * compare(a, b) || a.at - b.at;
      });
      const rows = document.createDocumentFragment();
      sorted.forEach(function (row) { rows.append(row.trs[position]); });
      body.append(rows);
      level.orders[position] = sorted;
      show(level, position);
    });
  });
}
function comparison(key) {
  const by = function (value) { return function (a, b) { return value(a) - value(b); }; };
  if (key === 'name' || key === 'reason') {
    const letters = new Intl.Collator(language, { numeric: true });
    const text = key === 'name' ? 'n' : 'y';
    return function (a, b) { return letters.compare(say(a.locality[text]), say(b.locality[text])); };
  }
  if (key === 'rank') return by(function (row) { return row.at; });
  if (key === 'score') return by(function (row) { return -row.at; });
  if (key === 'grade') return by(function (row) { return row.locality.b ? row.locality.b[1] * 8 + row.locality.b[0] : 99; });
  if (key === 'change') return by(function (row) { return row.locality.d === null ? -999 : row.locality.d; });
  if (key === 'overdue') return by(function (row) { return row.locality.o; });
  if (key === 'unknown') return by(function (row) { return row.locality.u; });
  return by(function (row) { return statusOf(row.locality, +key); });
}

function filterable(level) {
  const form = level.section.querySelector('form.filters');
  if (!form) return;
  const value = function (name) { return form.elements[name] ? form.elements[name].value : ''; };
  const found = form.querySelector('.found');
  const empty = level.section.querySelector('.empty');
  const matrix = level.section.querySelector('table.matrix');
  let column = '';
  const apply = function () {
    const find = plain(value('find').trim());
    const region = value('region'), requirement = value('requirement');
    const status = value('status'), grade = value('grade');
    let shown = 0;
    level.rows.forEach(function (row) {
      const it = row.locality;
      const asked = requirement === '' ? it.c.map(function (_, at) { return at; }) : [+requirement];
      const fits = (find === '' || row.find.includes(find)) &&
        (region === '' || it.r === +region) &&
        (grade === '' || (it.b !== null && it.b[0] <= +grade && +grade <= it.b[1])) &&
        (status === '' || asked.some(function (at) { return statusOf(it, at) === +status; }));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    if (column !== requirement) {
      column = requirement;
      Array.from(matrix.rows).forEach(function (tr) {
        for (let at = 2; at < tr.cells.length; at += 1) tr.cells[at].hidden = column !== '' && at - 2 !== +column;
      });
      if (level.colour) level.colour(column);
    }
    level.tables.forEach(function (_, position) { show(level, position); });
    empty.hidden = shown > 0;
    found.textContent = word('shown').replace('{n}', count(shown)).replace('{m}', count(level.rows.length));
    if (level.dim) level.dim();
  };
  let waiting = 0;
  form.addEventListener('input', function () { clearTimeout(waiting); waiting = setTimeout(apply, 60); });
  form.addEventListener('reset', function () { setTimeout(apply, 0); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  followers.push(apply);
  apply();
}

// One place of the matrix is on the way of the Tab key; the arrows move it.
function walkable(level, table) {
  const body = table.tBodies[0];
  let here = null;
  const links = table.querySelectorAll('tbody a');
  links.forEach(function (link) { link.tabIndex = -1; });
  const go = function (link, focus) {
    if (!link) return;
    if (here) here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
    if (focus) here.focus();
  };
  go(links[0], false);
  const next = function (from, step, sibling) {
    let to = from[sibling];
    while (to && to.hidden) to = to[sibling];
    return to;
  };
  body.addEventListener('focusin', function (event) { go(event.target.closest('a'), false); });
  body.addEventListener('keydown', function (event) {
    const cell = event.target.closest('td');
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    let to = null;
    if (event.key === 'ArrowRight') to = next(cell, 1, 'nextElementSibling');
    else if (event.key === 'ArrowLeft') to = next(cell, -1, 'previousElementSibling');
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const row = next(cell.parentNode, 0, event.key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling');
      to = row && row.cells[cell.cellIndex];
    } else if (event.key === 'Home') to = cell.parentNode.querySelector('td:not([hidden]) a').parentNode;
    else if (event.key === 'End') {
      const cells = cell.parentNode.querySelectorAll('td:not([hidden]) a');
      to = cells[cells.length - 1].parentNode;
    } else return;
    event.preventDefault();
    if (to && to.querySelector('a')) go(to.querySelector('a'), true);
  });
}

// The words of the matrix's places follow the language.
function follow(level, position) {
  followers.push(function () {
    level.rows.forEach(function (row) {
      const cells = row.trs[position].cells;
      row.locality.c.forEach(function (detail, at) {
        const link = cells[at + 2].firstElementChild;
        if (!link) return;
        link.textContent = say(data.names[data.details[detail].s]);
        link.title = say(data.details[detail].y);
      });
    });
  });
}

levels.forEach(function (level) {
  limited(level);
  level.tables.forEach(function (table, position) {
    sortable(level, table, position);
    if (table.classList.contains('matrix')) {
      walkable(level, table);
      follow(level, position);
    }
  });
});
