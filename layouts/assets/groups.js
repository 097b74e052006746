/* Groups of units that a visitor names: kept in this browser alone, used as codes in the address. */
(function () {
  "use strict";
  var KEPT = "own-groups";
  var CODES = /^\d\d(,\d\d){0,62}$/;

  function kept() {
    try {
      var found = JSON.parse(window.localStorage.getItem(KEPT) || "[]");
      return Array.isArray(found) ? found.filter(function (one) {
        return one && typeof one.name === "string" && CODES.test(one.units);
      }) : [];
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
    document.querySelectorAll("[data-own-groups]").forEach(function (place) {
      place.replaceChildren();
    });
    fill();
  }

  function link(text, path, units) {
    var node = document.createElement("a");
    var query = new URLSearchParams(window.location.search);
    var wanted = new URLSearchParams();
    ["index", "year", "unit", "lang"].forEach(function (key) {
      if (query.has(key) && (key !== "unit" || path === "/gaps")) {
        wanted.set(key, query.get(key));
      }
    });
    wanted.set("units", units);
    node.href = path + "?" + wanted.toString();
    node.textContent = text;
    return node;
  }

  function line(one, place, list, words) {
    var item = document.createElement("li");
    var name = document.createElement("strong");
    var remove = document.createElement("button");
    name.textContent = one.name;
    remove.type = "button";
    remove.className = "link";
    remove.textContent = words.delete;
    remove.setAttribute("aria-label", words.delete + ": " + one.name);
    remove.addEventListener("click", function () {
      list.splice(place, 1);
      keep(list);
    });
    item.append(
      name, link(words.open, "/gaps", one.units), link(words.compare, "/compare", one.units),
      link(words.rankings, "/rankings", one.units), remove
    );
    return item;
  }

  function choose(one, place) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = one.name;
    button.title = place.dataset.own;
    button.addEventListener("click", function () {
      window.dash_clientside.set_props(place.dataset.ownGroups, { value: one.units.split(",") });
    });
    return button;
  }

  /* In each filter bar a button per own group; on the page of peers a list of them. */
  function fill() {
    document.querySelectorAll("[data-own-groups]:empty").forEach(function (place) {
      var list = kept();
      if (place.dataset.ownGroups !== "list") {
        place.append.apply(place, list.map(function (one) {
          return choose(one, place);
        }));
        return;
      }
      var node = document.createElement(list.length ? "ul" : "p");
      if (list.length) {
        node.append.apply(node, list.map(function (one, at) {
          return line(one, at, list, place.dataset);
        }));
      } else {
        node.className = "note";
        node.textContent = place.dataset.none;
      }
      place.append(node);
    });
  }

  function keepOwn() {
    var name = document.getElementById("peers-own-name").value.replace(/[<>&]/g, "").trim();
    var typed = document.getElementById("peers-own-units").value.replace(/[\s;]+/g, ",");
    var nearest = document.querySelector("[data-nearest]");
    var units = typed.replace(/^,+|,+$/g, "") || (nearest ? nearest.dataset.nearest : "");
    var wrong = document.getElementById("peers-own-wrong");
    var fine = name && CODES.test(units);
    wrong.textContent = fine ? "" : wrong.dataset.wrong;
    if (fine) {
      keep(kept().filter(function (one) {
        return one.name !== name;
      }).concat({ name: name, units: units }));
    }
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("button[data-groups=keep]")) {
      keepOwn();
    }
  });
  /* A chart that is drawn changes the page hundreds of times; one look after it is enough. */
  var waiting = null;
  new MutationObserver(function () {
    if (waiting === null) {
      waiting = window.setTimeout(function () {
        waiting = null;
        fill();
      }, 60);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
