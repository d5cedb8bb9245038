"use strict";
// Draws the content of the page, searches it, and shows what is said of a node or a tie.
// Whatever comes from the digests is set with textContent only.
(() => {
  const content = JSON.parse(document.getElementById("content").textContent);
  const { details, ties, papers, statements, words, looks } = content;
  const byId = (id) => document.getElementById(id);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const narrow = window.matchMedia("(max-width: 760px)");
  const FONTS = getComputedStyle(document.body).fontFamily;
  const MOST_MATCHES = 10;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // --- looks --------------------------------------------------------------------------------------

  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = (group) => looks[group][dark.matches ? "dark" : "light"];
  const faded = (colour, share) => colour + Math.round(share * 255).toString(16).padStart(2, "0");

  const POLYGONS = {
    square: "2,2 14,2 14,14 2,14",
    diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
    triangle: "8,1 15.5,14.5 0.5,14.5",
    triangleDown: "8,15 15.5,1.5 0.5,1.5",
    hexagon: "0.5,8 4.2,1.5 11.8,1.5 15.5,8 11.8,14.5 4.2,14.5",
    star: "8,0.5 10,5.7 15.6,6 11.2,9.5 12.7,15 8,11.9 3.3,15 4.8,9.5 0.4,6 6,5.7",
  };
  const SVG = "http://www.w3.org/2000/svg";

  function drawShape(group) {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", "0 0 16 16");
    picture.setAttribute("class", "shape");
    picture.setAttribute("aria-hidden", "true");
    const points = POLYGONS[looks[group].shape];
    const shape = document.createElementNS(SVG, points ? "polygon" : "circle");
    const geometry = points ? { points } : { cx: 8, cy: 8, r: 7 };
    for (const [name, value] of Object.entries(geometry)) shape.setAttribute(name, value);
    shape.setAttribute("fill", tone(group));
    picture.append(shape);
    return picture;
  }

  // --- the drawing --------------------------------------------------------------------------------

  // Labels are drawn by us (see below), so vis-network does not get them.
  const nodes = new vis.DataSet(content.nodes.map(({ label, ...rest }) => rest));
  const edges = new vis.DataSet(content.edges);
  const groupOf = new Map(content.nodes.map((node) => [node.id, node.group]));
  const hidden = new Set();
  let chosen = null; // {node} or {edge}

  const options = structuredClone(content.options);
  options.nodes = { borderWidth: 0, borderWidthSelected: 0 };
  options.edges = { ...options.edges, selectionWidth: 1, hoverWidth: 0.5, arrows: { to: { scaleFactor: 0.6 } } };
  options.interaction = { ...options.interaction, zoomSpeed: 0.6, dragNodes: false };
  const network = new vis.Network(byId("graph"), { nodes, edges }, options);

  const neighbours = new Map(content.nodes.map((node) => [node.id, []]));
  for (const edge of content.edges) {
    neighbours.get(edge.from).push([edge.to, edge]);
    neighbours.get(edge.to).push([edge.from, edge]);
  }

  function lit() {
    if (!chosen) return null;
    if (chosen.edge) {
      const edge = edges.get(chosen.edge);
      return new Set([edge.from, edge.to]);
    }
    return new Set([chosen.node, ...neighbours.get(chosen.node).map(([other]) => other)]);
  }

  function paint() {
    const ink = variable("--ink");
    const shown = lit();
    nodes.update(content.nodes.map(({ id, group }) => {
      const bright = !shown || shown.has(id);
      const colour = bright ? tone(group) : faded(tone(group), 0.18);
      return {
        id,
        hidden: hidden.has(group),
        color: { background: colour, border: colour, highlight: { background: colour, border: ink }, hover: { background: colour, border: ink } },
      };
    }));
    const tones = { plain: variable("--edge"), strong: variable("--edge-strong"), faint: variable("--edge-faint"), accent: variable("--accent") };
    edges.update(content.edges.map(({ id, from, to, dashes }) => {
      const touched = chosen && (chosen.edge === id || chosen.node === from || chosen.node === to);
      const plain = dashes ? tones.strong : tones.plain;
      const colour = touched ? tones.accent : chosen ? tones.faint : plain;
      return {
        id,
        hidden: hidden.has(groupOf.get(from)) || hidden.has(groupOf.get(to)),
        color: { color: colour, highlight: tones.accent, hover: tones.accent },
      };
    }));
  }

  function showWhole(animation) {
    const box = byId("graph").getBoundingClientRect();
    const reach = (axis) => Math.max(1, ...content.nodes.map((node) => Math.abs(node[axis]) + node.size));
    const margin = narrow.matches ? { x: 24, y: 20 } : { x: 64, y: 34 };
    const fitting = Math.min((box.width / 2 - margin.x) / reach("x"), (box.height / 2 - margin.y) / reach("y"), 1.3);
    network.moveTo({ position: { x: 0, y: 0 }, scale: Math.max(fitting, narrow.matches ? 0.36 : 0.12), animation });
  }

  // --- labels -------------------------------------------------------------------------------------
  // As on a map: of a size that can be read at any zoom, the important ones first, none over another.

  const LABEL = { smallest: 11.5, growth: 4.5, line: 1.2, distance: 3, halo: 3.5 };
  const byImportance = [...content.nodes].sort((one, other) => other.importance - one.importance || (one.id < other.id ? -1 : 1));
  const widths = new Map();
  let hovered = null;
  let drawnLabels = [];

  function widthOf(context, line, font) {
    const key = font + line;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(line).width);
    }
    return widths.get(key);
  }

  const within = (one, other) => one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;
  const apart = (one, other) => one.right <= other.left || one.left >= other.right || one.bottom <= other.top || one.top >= other.bottom;

  function labelOf(node, context, scale) {
    const size = (LABEL.smallest + LABEL.growth * node.importance) * Math.max(1, Math.sqrt(scale));
    const style = `${node.group === "paper" ? 600 : 400} ${size.toFixed(1)}px ${FONTS}`;
    const lines = node.label.split("\n");
    const width = Math.max(...lines.map((line) => widthOf(context, line, style))) + 10;
    return { id: node.id, lines, size, style, width, height: lines.length * size * LABEL.line + 2 };
  }

  // Below the node if there is room, else above it, right or left of it; never cut off by the edge of the picture.
  const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0]];

  function placesOf(node, label, scale, view) {
    const radius = node.size * scale + LABEL.distance;
    return SIDES.map(([across, down]) => {
      const x = (node.x - view.x) * scale + across * (radius + label.width / 2);
      const y = (node.y - view.y) * scale + down * (radius + label.height / 2);
      return { ...label, x, top: y - label.height / 2, bottom: y + label.height / 2, left: x - label.width / 2, right: x + label.width / 2 };
    });
  }

  function shapeOf(node, scale, view) {
    const [x, y, radius] = [(node.x - view.x) * scale, (node.y - view.y) * scale, node.size * scale * 0.9];
    return { id: node.id, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  }

  function drawLabels(context) {
    const scale = network.getScale();
    const view = network.getViewPosition();
    const shown = lit();
    const { width, height } = byId("graph").getBoundingClientRect();
    const screen = { left: -width / 2, right: width / 2, top: -height / 2, bottom: height / 2 };
    const visible = byImportance.filter((node) => !hidden.has(node.group));
    const special = new Set([hovered, chosen && chosen.node]);
    const shapes = visible.map((node) => shapeOf(node, scale, view)).filter((shape) => shape.right - shape.left > 9);
    const named = visible.filter((node) => special.has(node.id) || !shown || shown.has(node.id));
    const wanted = [...named.filter((node) => special.has(node.id)), ...named.filter((node) => !special.has(node.id))];
    drawnLabels = [];
    for (const node of wanted) {
      const places = placesOf(node, labelOf(node, context, scale), scale, view);
      if (apart(places[0], screen)) continue;
      const isFree = (label) => within(label, screen) && drawnLabels.every((other) => apart(label, other)) && shapes.every((shape) => shape.id === node.id || apart(label, shape));
      const label = places.find(isFree) ?? (special.has(node.id) ? places[0] : undefined);
      if (label) drawnLabels.push(label);
    }
    context.save();
    context.translate(view.x, view.y);
    context.scale(1 / scale, 1 / scale);
    for (const label of drawnLabels.toReversed()) drawLabel(label, context);
    context.restore();
  }

  function drawLabel(label, context) {
    context.font = label.style;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = LABEL.halo;
    context.strokeStyle = variable("--ground");
    context.fillStyle = variable("--ink");
    label.lines.forEach((line, number) => {
      const y = label.top + number * label.size * LABEL.line;
      context.strokeText(line, label.x, y);
      context.fillText(line, label.x, y);
    });
  }

  function labelAt({ x, y }) {
    const box = byId("graph").getBoundingClientRect();
    const [across, down] = [x - box.width / 2, y - box.height / 2];
    const under = drawnLabels.find((label) => across >= label.left && across <= label.right && down >= label.top && down <= label.bottom);
    return under && under.id;
  }

  network.on("afterDrawing", drawLabels);

  // --- what is said -------------------------------------------------------------------------------

  const bilingual = (word) => (words[word] ? `${words[word].ko} · ${words[word].en}` : word);

  function paperLine(paper, date) {
    const line = element("p", undefined, "source");
    const link = element("a", paper.title);
    link.href = "https://arxiv.org/abs/" + encodeURI(paper.arxiv);
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    line.append(link, document.createTextNode(` · arXiv:${paper.arxiv} · ${date || paper.dates.join(", ")}`));
    if (!date && paper.votes !== null) line.append(document.createTextNode(` · ▲ ${paper.votes}`));
    return line;
  }

  function statementLine([subject, predicate, object, sentence, paper, date, confidence]) {
    const item = element("li");
    const triple = element("p", undefined, "triple");
    triple.append(element("b", subject), " ", element("i", bilingual(predicate)), " ", element("b", object));
    item.append(triple);
    if (sentence) item.append(element("blockquote", sentence));
    const source = paperLine(papers[paper], date);
    if (confidence !== null) source.append(document.createTextNode(` · 확신 · confidence ${confidence.toFixed(2)}`));
    item.append(source);
    return item;
  }

  function list(title, items) {
    if (!items.length) return [];
    const box = element("ul");
    box.append(...items);
    return [element("h3", title), box];
  }

  function factList(facts) {
    const box = element("dl");
    for (const [name, text] of facts) box.append(element("dt", name), element("dd", text));
    return facts.length ? [box] : [];
  }

  function nearList(id) {
    const seen = new Map();
    for (const [other, edge] of neighbours.get(id)) {
      const known = seen.get(other);
      if (!known || known.width < edge.width) seen.set(other, edge);
    }
    const near = [...seen].sort((one, other) => other[1].width - one[1].width);
    if (!near.length) return [];
    const box = element("div", undefined, "near");
    for (const [other] of near) {
      const button = element("button", details[other].label);
      button.type = "button";
      button.addEventListener("click", () => focus(other));
      box.append(button);
    }
    return [element("h3", `이웃 · Neighbours (${near.length})`), box];
  }

  function evidenceLists(each) {
    return [
      ...list("논문 · Papers", each.papers.map((number) => {
        const item = element("li");
        item.append(paperLine(papers[number]));
        return item;
      })),
      ...list(`근거 문장 · Evidence (${each.says.length})`, each.says.map((number) => statementLine(statements[number]))),
    ];
  }

  function nodePanel(id) {
    const node = details[id];
    const type = element("p", undefined, "type");
    type.append(drawShape(groupOf.get(id)), node.type);
    const aliases = node.aliases.length ? [["별칭 · Aliases", node.aliases.join(", ")]] : [];
    return [type, element("h2", node.label), ...factList([...aliases, ...node.facts]), ...evidenceLists(node), ...nearList(id)];
  }

  function edgePanel(id) {
    const edge = edges.get(id);
    const title = `${details[edge.from].label} — ${details[edge.to].label}`;
    return [element("p", bilingual(edge.predicate), "type"), element("h2", title), ...factList(ties[id].facts), ...evidenceLists(ties[id])];
  }

  // --- choosing -----------------------------------------------------------------------------------

  function choose(next, { address = true } = {}) {
    chosen = next;
    paint();
    byId("about").hidden = Boolean(next);
    byId("details").hidden = !next;
    network.unselectAll();
    if (next) {
      const back = element("button", "← 범례와 설명 · Legend and about");
      back.id = "back";
      back.type = "button";
      back.addEventListener("click", () => choose(null));
      byId("details").replaceChildren(back, ...(next.edge ? edgePanel(next.edge) : nodePanel(next.node)));
      byId("details").parentElement.scrollTop = 0;
    }
    if (address) history.replaceState(null, "", next && next.node ? "#" + encodeURI(next.node) : location.pathname + location.search);
  }

  function focus(id) {
    const group = groupOf.get(id);
    if (hidden.delete(group)) drawLegend();
    choose({ node: id });
    network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.85), animation: calm() });
  }

  const calm = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    const named = node ?? labelAt(pointer.DOM);
    if (named !== undefined) choose({ node: named });
    else if (edge !== undefined) choose({ edge });
    else if (chosen) choose(null);
  });
  network.on("hoverNode", ({ node }) => { hovered = node; byId("graph").style.cursor = "pointer"; });
  network.on("blurNode", () => { hovered = null; byId("graph").style.cursor = ""; });

  // --- legend -------------------------------------------------------------------------------------

  function drawLegend() {
    byId("legend").replaceChildren(...content.groups.map(({ key, name }) => {
      const button = element("button");
      button.type = "button";
      button.setAttribute("aria-pressed", String(!hidden.has(key)));
      const count = content.nodes.filter((node) => node.group === key).length;
      const same = name.en.replace(" …", "") === name.ko.replace(" 등", "");
      button.append(drawShape(key), element("span", same ? name.ko : `${name.ko} · ${name.en}`), element("span", String(count), "count"));
      button.addEventListener("click", () => {
        if (!hidden.delete(key)) hidden.add(key);
        drawLegend();
        paint();
      });
      const item = element("li");
      item.append(button);
      return item;
    }));
  }

  // --- search -------------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/[\s\-_.:]+/g, "");
  const searchable = Object.entries(details).map(([id, node]) => ({ id, keys: [node.label, ...node.aliases].map(fold) }));
  let matches = [];
  let current = 0;

  function rank({ keys }, wanted) {
    let best = Infinity;
    for (const key of keys) {
      const at = key.indexOf(wanted);
      if (at >= 0) best = Math.min(best, (key === wanted ? 0 : at === 0 ? 1 : 2) * 1000 + key.length);
    }
    return best;
  }

  function find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    return searchable
      .map((each) => [rank(each, wanted), each.id])
      .filter(([order]) => order < Infinity)
      .sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1))
      .slice(0, MOST_MATCHES)
      .map(([, id]) => id);
  }

  function showMatches() {
    const field = byId("search");
    const open = Boolean(fold(field.value));
    byId("matches").hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    field.removeAttribute("aria-activedescendant");
    if (!open) return;
    byId("matches").replaceChildren(...matches.map((id, number) => {
      const item = element("li");
      item.id = `match-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(number === current));
      item.append(drawShape(groupOf.get(id)), element("span", details[id].label), element("small", details[id].type));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(id); });
      return item;
    }));
    if (matches.length) field.setAttribute("aria-activedescendant", `match-${current}`);
    else byId("matches").append(element("li", "이 그림에 없는 이름 · No such name in this picture", "none"));
  }

  function take(id) {
    byId("search").value = details[id].label;
    byId("matches").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
    focus(id);
  }

  byId("search").addEventListener("input", (event) => {
    matches = find(event.target.value);
    current = 0;
    showMatches();
  });
  byId("search").addEventListener("blur", () => { byId("matches").hidden = true; });
  byId("search").addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter that only ends a Korean syllable
    if (event.key === "Enter" && matches.length) take(matches[current]);
    else if (event.key === "Escape") byId("matches").hidden = true;
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && matches.length) {
      event.preventDefault();
      current = (current + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length;
      showMatches();
    }
  });

  // --- the rest -----------------------------------------------------------------------------------

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: calm() });
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("further").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", () => showWhole(calm()));
  dark.addEventListener("change", () => { drawLegend(); paint(); });
  window.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== byId("search")) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape" && document.activeElement !== byId("search") && chosen) choose(null);
  });

  function followAddress() {
    let id = location.hash.slice(1);
    try { id = decodeURI(id); } catch { return; }
    if (Object.hasOwn(details, id)) focus(id);
  }
  window.addEventListener("hashchange", followAddress);

  byId("empty").hidden = content.nodes.length > 0;
  drawLegend();
  paint();
  showWhole(false);
  followAddress();
  window.kgPage = { network, choose, focus }; // for the console and for tests
})();
