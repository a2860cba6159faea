// The map's colours: by score as the page came, or by the status of one requirement.
levels.forEach(function (level) {
  const map = level.section.querySelector('.map');
  if (!map) { filterable(level); return; }
  const select = map.querySelector('select.colour');
  const tiles = Array.from(map.querySelectorAll('.tile'));
  tiles.forEach(function (tile) { tile.asItCame = tile.getAttribute('class'); });
  const [byScore, byStatus] = ['.by-score', '.by-status'].map(function (legend) { return map.querySelector(legend); });

  const paint = function () {
    const requirement = select.value;
    byScore.hidden = requirement !== '';
    byStatus.hidden = requirement === '';
    tiles.forEach(function (tile) {
      const row = level.rows[+tile.dataset.at];
      const locality = row.locality;
      const value = tile.querySelector('.value');
      const title = tile.querySelector('title');
      const dim = row.hidden ? ' dim' : '';
      if (requirement === '') {
        tile.setAttribute('class', tile.asItCame + dim);
        if (value) value.textContent = locality.tile;
        if (title) title.textContent = say(locality.name) + ': ' + say(locality.score) + ' (' + say(locality.grade) + ')';
        return;
      }
      const status = statusOf(locality, +requirement);
      const islands = value ? '' : ' islands';
      const known = status >= 0;
      tile.setAttribute('class', 'tile by-status ' + (known ? data.statuses[status] : 'none') + islands + dim);
      if (value) value.textContent = known ? say(data.letters[status]) : '–';
      if (title) title.textContent = say(locality.name) + (known ? ': ' + say(data.names[status]) : '');
    });
  };
  select.addEventListener('change', paint);
  level.dim = paint;
  level.colour = function (requirement) { select.value = requirement; paint(); };
  filterable(level);

  // One tile is on the way of the Tab key; the arrows go to the nearest in their direction.
  const links = tiles.filter(function (tile) { return tile.tagName === 'a'; });
  let here = links[0];
  links.forEach(function (link) { link.setAttribute('tabindex', link === here ? '0' : '-1'); });
  const settle = function (link) {
    here.setAttribute('tabindex', '-1');
    here = link;
    here.setAttribute('tabindex', '0');
  };
  map.querySelector('svg').addEventListener('focusin', function (event) {
    const link = event.target.closest('a');
    if (link) settle(link);
  });
  map.querySelector('svg').addEventListener('keydown', function (event) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    let best = null, nearest = Infinity;
    links.forEach(function (link) {
      const x = (link.dataset.x - here.dataset.x) / 70, y = (link.dataset.y - here.dataset.y) / 34;
      const along = x * way[0] + y * way[1], aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
      if (along > 0 && along + 3 * aside < nearest) { nearest = along + 3 * aside; best = link; }
    });
    if (best) { settle(best); best.focus(); }
  });
});
