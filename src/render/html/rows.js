// Rows of a level of very many localities: only a page of them is in the document, made when it is turned to.
const PAGE = 100;

function cell(text, kind) { return make('td', kind ? { class: kind } : {}, text); }
function bar(bounds) {
  const [low, high] = bounds || [0, 0];
  const pieces = [draw('rect', { class: 'rail', width: '100%', height: '100%' })];
  if (low > 0) pieces.push(draw('rect', { class: 'low', width: low + '%', height: '100%' }));
  if (high > low) pieces.push(draw('rect', { class: 'could', x: low + '%', width: (high - low) + '%', height: '100%' }));
  return draw('svg', { class: 'bar', 'aria-hidden': 'true' }, pieces);
}
function pathOf(parts) {
  const [low, could, before] = parts;
  const line = function (kind) { return function (d) { return draw('path', { class: kind, d: d }); }; };
  const lines = (could ? [could] : []).map(line('could')).concat(before.map(line('before')), [low].map(line('low')));
  return draw('svg', { class: 'path', viewBox: '0 0 150 30', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, lines);
}
function headOf(level, locality, name) {
  const lies = within(level, locality);
  return make('th', { scope: 'row' }, [name].concat(lies ? make('span', { class: 'within' }, lies) : []));
}

const MAKERS = {
  ranking: function (level, row) {
    const it = row.locality;
    return [
      cell(it.rank, 'n'),
      headOf(level, it, make('a', { href: address(it) }, say(it.name))),
      make('td', { class: 'score' }, [bar(it.bounds), make('span', { class: 'figure' }, say(it.score))]),
      cell(say(it.grade)), cell(count(it.overdue), 'n'), cell(count(it.unknown), 'n'), cell(say(it.reason), 'why'),
    ];
  },
  paths: function (level, row) {
    const it = row.locality, parts = level.data.paths[row.at];
    const figure = function (number) { return cell(number === null ? '–' : say(number), 'n'); };
    return [
      headOf(level, it, say(it.name)), make('td', { class: 'drawn' }, pathOf(parts)),
      figure(parts[3]), cell(say(it.score), 'n'), figure(parts[4]), cell(parts[5], 'n'),
    ];
  },
  matrix: function (level, row) {
    const it = row.locality;
    return [headOf(level, it, say(it.name)), cell(it.rank, 'n')].concat(level.data.requirements.map(function (r, at) {
      const status = statusOf(it, at);
      if (status < 0) return cell('');
      const link = make('a', { href: address(it, r), tabindex: '-1' }, say(data.names[status]));
      return cell(link, data.statuses[status]);
    }));
  },
};

function pagerOf(level, table, position) {
  const kind = Object.keys(MAKERS).find(function (one) { return table.classList.contains(one); });
  const body = table.tBodies[0];
  let page = 0, fitting = level.rows, whole = false;
  const pages = function () { return Math.max(1, Math.ceil(fitting.length / PAGE)); };

  // Before and after the table: a step back, which rows, a step on.
  const bars = ['before', 'after'].map(function (side) {
    const parts = {
      back: make('button', { type: 'button' }), rows: make('select', {}), said: make('span', {}),
      on: make('button', { type: 'button' }), label: make('span', {}),
    };
    const bar = make('div', { class: 'pager', role: 'group' }, [
      parts.back, make('label', { class: 'field' }, [parts.label, parts.rows]), parts.said, parts.on,
    ]);
    const go = function (to) {
      pager.turnTo(to);
      if (side === 'before') return;
      table.parentNode.focus({ preventScroll: true });
      table.parentNode.scrollIntoView();
    };
    parts.back.addEventListener('click', function () { go(page - 1); });
    parts.on.addEventListener('click', function () { go(page + 1); });
    parts.rows.addEventListener('change', function () { go(+parts.rows.value); });
    table.parentNode[side](bar);
    parts.bar = bar;
    return parts;
  });
  const label = function () {
    const of = word('of_rows').replace('{n}', count(fitting.length));
    bars.forEach(function (parts) {
      parts.bar.hidden = pages() === 1;
      parts.bar.setAttribute('aria-label', word('rows') + ': ' + table.parentNode.getAttribute('aria-label'));
      parts.back.textContent = word('back');
      parts.on.textContent = word('on');
      parts.back.disabled = page === 0;
      parts.on.disabled = page === pages() - 1;
      parts.label.textContent = word('rows');
      parts.said.textContent = of;
      parts.rows.replaceChildren.apply(parts.rows, Array.from({ length: pages() }, function (_, at) {
        const last = Math.min(fitting.length, (at + 1) * PAGE);
        return make('option', { value: String(at) }, count(at * PAGE + 1) + '–' + count(last));
      }));
      parts.rows.value = String(page);
    });
  };

  const pager = {
    settle: function () {},
    reset: function () { page = 0; },
    show: function () {
      fitting = level.orders[position].filter(function (row) { return !row.hidden; });
      page = Math.min(page, pages() - 1);
      const from = whole ? 0 : page * PAGE, to = whole ? fitting.length : from + PAGE;
      const rows = document.createDocumentFragment();
      fitting.slice(from, to).forEach(function (row, at) {
        rows.append(make('tr', { 'aria-rowindex': String(from + at + 2) }, MAKERS[kind](level, row)));
      });
      body.replaceChildren(rows);
      table.setAttribute('aria-rowcount', String(fitting.length + 1));
      table.tHead.rows[0].setAttribute('aria-rowindex', '1');
      if (kind === 'matrix' && level.column !== '') narrow(level, table);
      pager.settle();
      label();
    },
    turnTo: function (to) {
      page = Math.max(0, Math.min(to, pages() - 1));
      pager.show();
    },
    turn: function (step) {
      if (page + step < 0 || page + step >= pages()) return false;
      pager.turnTo(page + step);
      return true;
    },
    // To the page that has a row, if any has.
    reveal: function (row) {
      const at = fitting.indexOf(row);
      if (at >= 0) pager.turnTo(Math.floor(at / PAGE));
    },
  };
  // Paper gets every row.
  window.addEventListener('beforeprint', function () { whole = true; pager.show(); });
  window.addEventListener('afterprint', function () { whole = false; pager.show(); });
  return pager;
}
