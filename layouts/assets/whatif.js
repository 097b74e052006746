/* The rows of the what-if page and the scenarios this browser keeps. Nothing is computed here but
   the text of the address: every total, rank and group comes from the server. */
(function () {
  "use strict";
  var KEPT = "what-if";
  var sheet = null;
  var answer = null;
  var given = {};
  var sent = "";
  var held = null;

  /* ---- changes as the address writes them: D4:7.5,D5:7.9 ---- */
  function read(text) {
    var found = {};
    text.split(",").forEach(function (part) {
      var at = part.indexOf(":");
      if (at > 0) {
        found[part.slice(0, at)] = part.slice(at + 1);
      }
    });
    return found;
  }

  function written(changes) {
    return Object.keys(changes).map(function (code) {
      return code + ":" + changes[code];
    }).join(",");
  }

  /* What goes on from a value of the same drag takes its place in the history (`site.js`). */
  function send(goesOn) {
    sent = written(given);
    document.getElementById("what-if-rows").dataset.continued = goesOn ? sent : "";
    window.dash_clientside.set_props("what-if-set", { value: sent });
  }

  /* The page follows a slider while it is dragged, one answer after the other. */
  function drag(code, slider) {
    held = held || { code: code, slider: slider, waits: false, sends: 0 };
    put(code, slider.value);
    if (!held.waits && written(given) !== sent) {
      held.waits = true;
      held.sends += 1;
      send(held.sends > 1);
    }
  }

  function release(code, slider) {
    var goesOn = held !== null && held.sends > 0;
    held = null;
    put(code, slider.value);
    if (written(given) !== sent) {
      send(goesOn);
    }
  }

  function row(code) {
    return sheet.rows.find(function (one) {
      return one.code === code;
    });
  }

  function above(code) {
    var found = [];
    for (var at = row(code); at && at.parent; at = row(at.parent)) {
      found.push(at.parent);
    }
    return found;
  }

  /* What is set as a whole and its parts never stand together. */
  function put(code, text) {
    Object.keys(given).forEach(function (other) {
      if (above(code).indexOf(other) >= 0 || above(other).indexOf(code) >= 0) {
        delete given[other];
      }
    });
    var now = row(code).now;
    if (text === "" || (now !== null && text === String(now))) {
      delete given[code];
    } else {
      given[code] = text;
    }
  }

  /* ---- drawing ---- */
  function make(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      node.setAttribute(name, attributes[name]);
    });
    (children || []).forEach(function (child) {
      node.append(child);
    });
    return node;
  }

  function words(key, values) {
    return sheet.words[key].replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
  }

  function number(value, decimals) {
    var text = value.toFixed(decimals === undefined ? sheet.decimals : decimals);
    return sheet.comma ? text.replace(".", ",") : text;
  }

  function typed(text) {
    return text.trim().replace(/,/g, ".");
  }

  function line(one) {
    var named = { name: one.name, aim: sheet.aim };
    var value = one.now === null ? words("unknown", {}) : number(one.now);
    var slider = make("input", {
      type: "range", min: one.low, max: one.high, step: 0.01, "aria-label": words("slider", named),
    });
    var box = make("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 12,
      "aria-label": words("typed", named), "aria-describedby": "what-if-error-" + one.code,
    });
    var take = make("button", { type: "button", class: "link", title: words("take", named) });
    take.textContent = one.aim === null ? "" : "→ " + number(one.aim);
    take.hidden = one.aim === null;
    var reset = make("button", { type: "button", class: "link", title: words("reset", named) }, ["↺"]);
    reset.setAttribute("aria-label", one.name + ": " + words("reset", named));
    take.setAttribute("aria-label", one.name + ": " + words("take", named) + " " + take.textContent);
    slider.addEventListener("input", function () {
      box.value = number(Number(slider.value));
      drag(one.code, slider);
    });
    slider.addEventListener("change", function () {
      release(one.code, slider);
    });
    box.addEventListener("change", function () {
      put(one.code, typed(box.value));
      send();
    });
    take.addEventListener("click", function () {
      put(one.code, String(one.aim));
      send();
    });
    reset.addEventListener("click", function () {
      put(one.code, "");
      send();
    });
    return make("div", { class: "what-if-row", "data-code": one.code }, [
      make("span", { class: "name" }, [one.name]),
      make("span", { class: "now" }, [words("now", { value: value })]),
      slider, box, take, reset,
      make("p", { class: "wrong", id: "what-if-error-" + one.code }),
    ]);
  }

  function children(code) {
    return sheet.rows.filter(function (one) {
      return one.parent === code;
    });
  }

  function block(one) {
    var parts = one.parent ? children(one.code) : [];
    var nodes = [line(one)];
    if (parts.length) {
      var summary = make("summary", {}, [words("parts", { name: one.name })]);
      nodes.push(make("details", { "data-of": one.code }, [summary].concat(parts.map(line))));
    }
    return nodes;
  }

  function build() {
    var place = document.getElementById("what-if-rows");
    var open = Array.from(place.querySelectorAll("details[open]"), function (one) {
      return one.dataset.of;
    });
    var top = children("total");
    place.replaceChildren.apply(place, [].concat.apply([], [row("total")].concat(top).map(block)));
    place.querySelectorAll("details").forEach(function (one) {
      var touched = children(one.dataset.of).some(function (part) {
        return part.code in given;
      });
      one.open = touched || open.indexOf(one.dataset.of) >= 0;
    });
  }

  function fill(node) {
    var one = row(node.dataset.code);
    var error = answer.errors[one.code] || "";
    var score = answer.scores[one.code];
    var whole = above(one.code).some(function (code) {
      return code in given;
    });
    var shown = score === undefined ? one.now : score;
    var slider = node.querySelector("[type=range]");
    var box = node.querySelector("[type=text]");
    var sure = shown !== null && shown !== undefined;
    if (!held || held.slider !== slider) {
      slider.value = sure ? shown : one.now === null ? one.low : one.now;
      box.value = error ? given[one.code] || "" : sure ? number(shown) : "";
    }
    box.placeholder = whole && one.code !== "total" ? "–" : "";
    box.setAttribute("aria-invalid", error ? "true" : "false");
    node.classList.toggle("changed", one.code in given);
    node.classList.toggle("moved", sure && one.now !== null && shown !== one.now);
    node.querySelector(".wrong").textContent = error;
    node.lastElementChild.previousElementSibling.hidden = !(one.code in given);
  }

  /* ---- scenarios kept in this browser ---- */
  function kept() {
    try {
      var found = JSON.parse(window.localStorage.getItem(KEPT) || "[]");
      return Array.isArray(found) ? found : [];
    } catch (error) {
      return [];
    }
  }

  function keep(list) {
    try {
      window.localStorage.setItem(KEPT, JSON.stringify(list));
    } catch (error) {
      /* a browser that keeps nothing still has the address */
    }
    list_kept();
  }

  function pair(one) {
    return one.name + "~" + one.set;
  }

  function compared() {
    return answer.others ? answer.others.split("|") : [];
  }

  function compare(one) {
    var list = compared();
    var at = list.indexOf(pair(one));
    if (at >= 0) {
      list.splice(at, 1);
    } else {
      list.push(pair(one));
    }
    window.dash_clientside.set_props("what-if-others", { value: list.join("|") });
  }

  function address(one) {
    var query = new URLSearchParams({
      index: one.index, year: one.year, unit: one.unit, set: one.set, name: one.name,
    });
    Object.keys(sheet.link).forEach(function (key) {
      query.set(key, sheet.link[key]);
    });
    return window.location.pathname + "?" + query.toString();
  }

  function button(text, name, act) {
    var node = make("button", { type: "button", class: "link", "aria-label": text + ": " + name });
    node.textContent = text;
    node.addEventListener("click", act);
    return node;
  }

  function kept_line(one, place, list) {
    var same = ["index", "year", "unit"].every(function (key) {
      return String(one[key]) === String(sheet.here[key]);
    });
    var nodes = [
      make("a", { href: address(one) }, [one.name]),
      make("span", { class: "muted" }, [one.title || ""]),
    ];
    if (same) {
      var on = compared().indexOf(pair(one)) >= 0;
      nodes.push(button(words(on ? "compared" : "compare", {}), one.name, function () {
        compare(one);
      }));
    }
    nodes.push(button(words("delete", {}), one.name, function () {
      list.splice(place, 1);
      keep(list);
    }));
    return make("li", {}, nodes);
  }

  function list_kept() {
    var list = kept();
    var node = document.getElementById("what-if-kept");
    node.replaceChildren(list.length
      ? make("ul", {}, list.map(kept_line))
      : make("p", { class: "note" }, [words("none", {})]));
  }

  function act(what) {
    if (what === "clear") {
      given = {};
      send();
    } else if (what === "whole") {
      given = {};
      children("total").concat(children("total").length ? [] : [row("total")])
        .forEach(function (one) {
          if (one.aim !== null) {
            put(one.code, String(one.aim));
          }
        });
      send();
    } else if (answer.set) {
      var field = document.getElementById("what-if-name");
      var name = field.value.replace(/[<>&|~]/g, "").trim() || words("nameless", {});
      var list = kept().filter(function (one) {
        return one.name !== name || one.index !== sheet.here.index
          || one.year !== sheet.here.year || one.unit !== sheet.here.unit;
      });
      keep(list.concat(Object.assign({ name: name, set: answer.set }, sheet.here)));
    }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-whatif]");
    if (button && sheet) {
      act(button.dataset.whatif);
    }
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    whatif: {
      draw: function (rows, values) {
        var fresh = rows !== sheet || !document.querySelector("#what-if-rows .what-if-row");
        sheet = rows;
        answer = values;
        given = read(values.set);
        if (fresh) {
          held = null;
          build();
        }
        document.querySelectorAll("#what-if-rows .what-if-row").forEach(fill);
        list_kept();
        if (held) {
          held.waits = false;
          drag(held.code, held.slider);
        } else {
          sent = written(given);
        }
        return window.dash_clientside.no_update;
      },
    },
  });
})();
