// The search of the start page: our own, nothing is fetched, the page is whole without it.
"use strict";
(function () {
  const index = window.healIndex;
  const title = document.querySelector("main h1");
  if (!index || !title) return;

  // Words, as the program compares them: case, accents and apostrophes do not count.
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = (text) =>
    (fold(text).replace(/[`´‘’]/g, "'").match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) || [])
      .map((word) => word.replace(/'/g, ""));

  const ENDINGS = ["ness", "ing", "ed", "ly", "es", "s"];
  function stem(word) {
    if (/^\d+$/.test(word)) return word;
    for (const ending of ENDINGS) {
      if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
      if ((ending === "es" || ending === "s") && /(ss|us|is)$/.test(word)) break;
      if (ending === "ness" && word.length === 7) break;
      word = word.slice(0, -ending.length);
      const last = word[word.length - 1];
      if ((ending === "ing" || ending === "ed") && last === word[word.length - 2] &&
          !"lsz".includes(last)) word = word.slice(0, -1);
      break;
    }
    if (word.endsWith("y")) return word.slice(0, -1) + "i";
    return word.endsWith("e") && word.length > 3 ? word.slice(0, -1) : word;
  }
  const fillers = new Set(index.fillers);
  // Words that say something; 300mg is 300 and mg.
  const telling = (text) => words(text).flatMap((word) => {
    const amount = /^(\d+)([a-z]+)$/.exec(word);
    return amount ? amount.slice(1) : fillers.has(word) ? [] : [word];
  });

  // Slips of the fingers (Damerau 1964), as strictly as the program takes them.
  function distance(one, other) {
    let above = [], before = [], row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      [above, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(before[j] + 1, row[j - 1] + 1,
          before[j - 1] + (one[i - 1] !== other[j - 1] ? 1 : 0));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, above[j - 2] + 1);
        }
        row.push(cost);
      }
    }
    return row[row.length - 1];
  }
  const nearest = (typed, all) => all.sort().sort((one, other) =>
    distance(typed, one) - distance(typed, other));
  function isSlip(typed, meant) {
    if (!meant.slice(0, 2).includes(typed[0])) return false;
    if (Math.abs(typed.length - meant.length) > 2) return false;
    const slips = distance(typed, meant);
    if (typed.length <= 4) return slips === 1 && meant.length > typed.length;
    return slips <= (typed.length >= 9 ? 2 : 1);
  }

  // Emergencies: rules over words that stand near each other, in any order. Rules name their
  // groups by number; a group is written as its runs of stems.
  const rulesOf = index.urgent.filter((row) => row.length);
  const runsOf = (group) => group.split("|").filter(Boolean).map((run) => run.split(" "));
  const urgentWords = new Set();
  for (const row of rulesOf) {
    row[3] = row[3].map(runsOf);
    row[5] = runsOf(row[5]);
    for (const stemmed of row[3].flat(2)) if (!/^\d/.test(stemmed)) urgentWords.add(stemmed);
  }
  function isMeant(wanted, said) {
    const number = /^\d+$/.test(said) && /^(\d+)(?:(\+)|-(\d*))$/.exec(wanted);
    if (!number) return wanted === said;
    const amount = Number(said), least = Number(number[1]);
    if (number[2]) return amount >= least;
    return number[3] ? least <= amount && amount <= Number(number[3]) : amount <= least;
  }
  // Each word that was said has one stem, or several that it may be a slip for.
  function places(group, said) {
    const found = [];
    for (const run of group) {
      for (let start = 0; start + run.length <= said.length; start++) {
        if (run.every((word, at) => said[start + at].some((each) => isMeant(word, each)))) {
          found.push([start, start + run.length]);
        }
      }
      if (run.length !== 1 || run[0].length < 6) continue;
      for (let start = 0; start + 1 < said.length; start++) {  // heart beat is a heartbeat
        const joins = said[start].some((one) =>
          said[start + 1].some((other) => one + other === run[0]));
        if (joins) found.push([start, start + 2]);
      }
    }
    return found;
  }
  // A group that may be missing where nothing else is said has the sign "<alone>".
  const isAlone = (group) => group.some((run) => run[0] === "<alone>");
  function hold(groups, rules, said) {
    const found = [];
    return rules.some((rule) => rule.every((number) => {
      found[number] = found[number] || places(groups[number], said);
      return found[number].length || isAlone(groups[number]);
    }) && areNear(rule.map((number) => found[number]), said));
  }
  function areNear(found, said) {
    const all = found.filter((each) => each.length);
    const mayBeMissing = all.length < found.length;
    const choose = (place, chosen) => {
      if (place < all.length) {
        return all[place].some((each) => choose(place + 1, [...chosen, each]));
      }
      const taken = chosen.flatMap(([start, end]) =>
        Array.from({ length: end - start }, (_, at) => start + at));
      const width = Math.max(...taken) - Math.min(...taken);
      if (mayBeMissing && said.length - taken.length > Math.floor(taken.length / 3)) return false;
      return width < index.between + taken.length && new Set(taken).size === taken.length;
    };
    return choose(0, []);
  }
  // Looser than what is searched: a warning too many is better than one too few.
  function mayBeSlip(typed, meant) {
    if (!meant.slice(0, 2).includes(typed[0]) || !/^\p{L}+$/u.test(meant)) return false;
    if (Math.abs(typed.length - meant.length) > 2) return false;
    const changed = [...new Set(typed + meant)]
      .filter((letter) => typed.includes(letter) !== meant.includes(letter));
    const slips = distance(typed, meant);
    if (slips === 2) return typed.length > 8 || (typed.length === 8 && changed.length <= 1);
    if (slips !== 1) return false;
    if (typed.length > 5) return meant.length >= 4;
    if (typed.length === 5) {
      return typed.length !== meant.length || changed.every((each) => "aeiouy".includes(each));
    }
    return meant.length > typed.length || (meant.length === typed.length && !changed.length);
  }
  const meantBy = new Map();
  const asMeant = (word) => meantBy.get(word) || meantBy.set(word, readingOf(word)).get(word);
  function readingOf(word) {
    for (let place = 3; place < word.length - 2; place++) {
      const parts = [stem(word.slice(0, place)), stem(word.slice(place))];
      if (parts.every((part) => urgentWords.has(part))) return parts.map((part) => [part]);
    }
    const near = nearest(word, [...urgentWords].filter((each) => mayBeSlip(word, each)));
    return [near.length ? near.slice(0, 2) : [word]];
  }
  function isTold(typed) {
    return typed.some((word, at) => index.now.includes(word) ||
      (index.teller.includes(word) && !index.asking.includes(typed[at - 1]) &&
        !index.studying.includes(typed[at + 1])));
  }
  // What quiets a rule does so while nobody tells what happens, and not as a circumstance.
  function quiets(runs, readings, typed) {
    const beside = new Set(typed.flatMap((word, at) =>
      index.circumstances.includes(word) ? typed.slice(at + 1, at + 6).map(stem) : []));
    return !isTold(typed) && runs.some((run) => !run.every((word) => beside.has(word)) &&
      readings.some((each) => places([run], each).length));
  }
  function emergencies(text) {
    const typed = words(text);
    const told = telling(text).slice(0, 60);
    const said = told.map((word) => [stem(word)]);
    const meant = told.flatMap((word) => {
      const own = stem(word);
      if (word.length < 4 || /\d/.test(word) || urgentWords.has(own)) return [[own]];
      if (urgentWords.has(word)) return [[own, word]];
      return written.has(word) || written.has(own) ? [[own]] : asMeant(own);
    });
    const readings = [said, meant];
    const heard = [], signs = [];
    let quieted = false;
    for (const [name, advice, library, groups, rules, quiet] of rulesOf) {
      if (!readings.some((each) => hold(groups, rules, each))) continue;
      if (quiets(quiet, readings, typed)) quieted = true;
      else if (name) heard.push([name, advice, library]);
      else signs.push(["Get help now for", advice, library]);
    }
    const spoken = new Set(heard.map((each) => each[2]));
    const more = quieted ? [] : signs.filter((each) => !spoken.has(each[2]));
    return heard.concat(more.filter((each, at) =>
      more.findIndex((other) => other[2] === each[2]) === at));
  }

  // What is searched: each field of an entry as stems, weighed by how much it tells.
  const WEIGHTS = [8, 6, 3, 2, 2, 0.5];
  const entries = index.entries.filter((row) => row.length)
    .map(([kind, href, name, ...texts]) => ({
      kind, href, name, summary: texts[2] || "",
      fields: [name, ...texts].map((text) => words(text).map(stem)),
    }));
  const stems = new Set(entries.flatMap((entry) => entry.fields.flat()));
  const written = new Set(index.entries.flatMap((row) => row.slice(2).flatMap(words)));
  const synonyms = new Map();
  const note = (key, others) => synonyms.set(key, (synonyms.get(key) || []).concat(others));
  for (const [key, others] of index.synonyms.filter((row) => row.length)) note(key, others);
  for (const [, , name, also] of index.entries.filter((row) => row[0] === "Word" && row[3])) {
    const called = [name, ...also.split("\n")].map((each) => [words(each).join(""), each]);
    // Letters as few as an abbreviation's are the stem of other words too: ACh of aches.
    for (const [key] of called) {
      note(key, called.filter(([other]) => other !== key && other.length >= 4)
        .map((each) => each[1]));
    }
  }

  function terms(text) {
    const typed = words(text).slice(0, 40);
    const asked = typed.filter((word) => !fillers.has(word));
    const found = new Map();
    for (const word of asked.length ? asked : typed) {
      let own = stem(word);
      if (!stems.has(own) && word.length >= 4 && !synonyms.has(word)) {
        own = nearest(own, [...stems].filter((each) => isSlip(own, each)))[0] || own;
      }
      found.set(own, [[[own], 1]]);
      for (const other of synonyms.get(word) || []) {
        found.get(own).push([words(other).map(stem), 0.6]);
      }
    }
    for (let length = 2; length <= 4; length++) {
      for (let start = 0; start + length <= typed.length; start++) {
        const others = synonyms.get(typed.slice(start, start + length).join("")) || [];
        const last = found.get(stem(typed[start]));
        if (last) for (const other of others) last.push([words(other).map(stem), 0.6]);
      }
    }
    return [...found.values()];
  }
  const has = (field, run) => field.some((_, at) =>
    run.every((word, more) => field[at + more] === word));
  const score = (entry, variants) => Math.max(...variants.map(([run, counts]) => counts *
    entry.fields.reduce((sum, field, at) => sum + (has(field, run) ? WEIGHTS[at] : 0), 0)));
  function search(text) {
    const whole = words(text).map(stem);
    const asked = terms(text).map((variants) => {
      const points = entries.map((entry) => score(entry, variants));
      const rarity = Math.log(1 + entries.length / (1 + points.filter(Boolean).length));
      return points.map((each) => each * rarity);
    });
    return entries.map((entry, at) => {
      const points = asked.map((each) => each[at]).filter(Boolean);
      const named = has(entry.fields[0].concat("|", entry.fields[1] || []), whole);
      const counts = points.length * (named ? 2 : 1) * (entry.kind === "Topic" ? 1 : 0.5);
      return [points.reduce((sum, each) => sum + each, 0) * counts, entry];
    }).filter((hit) => hit[0] > 0).sort((a, b) => b[0] - a[0]).slice(0, 10)
      .map((hit) => hit[1]);
  }

  // What is shown: text is only ever set as text, never read as a page.
  function make(tag, text, around, attributes) {
    const made = document.createElement(tag);
    made.textContent = text || "";
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    around.appendChild(made);
    return made;
  }
  const form = document.createElement("form");
  form.className = "search";
  form.setAttribute("role", "search");
  make("label", "Search", form, { for: "search-words" });
  const input = make("input", "", form, { id: "search-words", type: "search",
    autocomplete: "off" });
  make("button", "Search", form, { type: "submit" });
  const warnings = make("div", "", form, { role: "alert" });
  const status = make("p", "", form, { role: "status", class: "aside" });
  const results = make("ol", "", form, { class: "entries", "aria-label": "Results" });
  results.hidden = true;
  title.after(form);

  let timer = 0;
  function show() {
    clearTimeout(timer);  // Shown once: no result may move from under a click.
    const text = input.value.trim();
    for (const part of [warnings, results]) part.replaceChildren();
    status.textContent = "";
    results.hidden = true;
    if (!text) return;
    for (const [name, advice, library] of emergencies(text)) {
      const box = make("p", "", warnings, { class: library ? "" : "urgent" });
      const own = library ? 'From "' + library + '", not part of the reviewed library: ' : "! ";
      make("strong", own + name + ". ", box);
      box.append(advice.replace(/\.$/, "") + (name === "Get help now for"
        ? ". Call your local emergency number now." : "."));
    }
    const found = search(text);
    status.textContent = found.length
      ? found.length + (found.length === 1 ? " result" : " results")
      : 'Nothing found for "' + text + '". Try another word, or choose from the list below.';
    for (const entry of found) {
      const item = make("li", "", results);
      make("a", entry.name, item, { href: entry.href });
      make("span", " " + entry.kind, item, { class: "aside" });
      if (entry.summary) make("p", entry.summary, item);
    }
    results.hidden = !found.length;
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 250); });
})();
