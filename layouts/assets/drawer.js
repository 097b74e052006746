/* Where a number comes from: whatever carries the key of a fact opens the drawer.
   Cells, cards and rows of grids have `data-fact`; traces of charts have `meta.facts`, one key a
   point. The open number stands in the fragment of the address, so that it can be shared. */
(function () {
  "use strict";
  var FRAGMENT = "#fact=";
  var dialog = null;
  var trail = [];
  var opener = null;

  function words() {
    return document.getElementById("facts-hint").dataset;
  }

  function language() {
    var page = document.querySelector(".page");
    return page ? page.lang : "vi";
  }

  function made() {
    if (!dialog) {
      dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.className = "drawer";
      dialog.setAttribute("aria-labelledby", "drawer-title");
      dialog.addEventListener("close", closed);
      dialog.addEventListener("click", clicked);
    }
    return dialog;
  }

  function address(key) {
    var bare = window.location.pathname + window.location.search;
    window.history.replaceState(window.history.state, "", key ? bare + FRAGMENT + key : bare);
  }

  function closed() {
    trail = [];
    address("");
    document.documentElement.classList.remove("drawn");
    if (opener && opener.isConnected) {
      opener.focus();
    }
    opener = null;
  }

  function clicked(event) {
    var button = event.target.closest("[data-drawer]");
    if (event.target === dialog || (button && button.dataset.drawer === "close")) {
      dialog.close();
    } else if (button && button.dataset.drawer === "back") {
      trail.pop();
      load(trail[trail.length - 1]);
    }
  }

  /* Links to our own pages are followed as everywhere; the drawer closes first. */
  function follow(event) {
    var link = event.target.closest(".drawer a[data-inside]");
    var plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && plain) {
      event.preventDefault();
      opener = null;
      dialog.close();
      window.history.pushState({}, "", link.href);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      window.scrollTo(0, 0);
    }
  }

  function show(parts, key) {
    if (trail[trail.length - 1] !== key) {
      return;
    }
    dialog.replaceChildren.apply(dialog, parts.map(window.siteParts.make));
    var back = dialog.querySelector("[data-drawer=back]");
    if (back) {
      back.hidden = trail.length < 2;
    }
    dialog.removeAttribute("aria-busy");
    if (!dialog.open) {
      dialog.showModal();
      document.documentElement.classList.add("drawn");
    }
    dialog.scrollTop = 0;
    var first = dialog.querySelector("[data-drawer=close]");
    if (first) {
      first.focus();
    }
    dialog.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  }

  function load(key) {
    made().setAttribute("aria-busy", "true");
    address(key);
    fetch("/provenance?fact=" + encodeURIComponent(key) + "&lang=" + language())
      .then(function (response) {
        return response.json();
      })
      .catch(function () {
        return [["p", { role: "alert", id: "drawer-title" }, [words().failed]]];
      })
      .then(function (parts) {
        show(parts, key);
      });
  }

  function open(key, from) {
    if (!key) {
      return;
    }
    if (!trail.length) {
      opener = from || document.activeElement;
    }
    if (trail[trail.length - 1] !== key) {
      trail.push(key);
    }
    load(key);
  }

  document.addEventListener("click", function (event) {
    var place = event.target.closest("[data-fact]");
    if (place) {
      open(place.dataset.fact, place);
    }
  });
  document.addEventListener("click", follow);

  /* ---- decisions: a form is sent here, and the page shows what became of it ---- */
  function refuse(form, sentence) {
    var line = form.querySelector("[role=alert]") || form.appendChild(document.createElement("p"));
    line.setAttribute("role", "alert");
    line.textContent = sentence;
    form.querySelector("button").disabled = false;
  }

  document.addEventListener("submit", function (event) {
    var form = event.target.closest(".drawer form[data-sent]");
    if (!form) {
      return;
    }
    event.preventDefault();
    form.querySelector("button").disabled = true;
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    })
      .then(function (response) {
        return response.json();
      })
      .then(function (answer) {
        if (answer.error) {
          refuse(form, answer.error);
        } else {
          window.location.reload();
        }
      })
      .catch(function () {
        refuse(form, words().failed);
      });
  });

  /* ---- charts: a trace says the facts of its points; nothing else has to be wired ---- */
  function factOf(points) {
    return (points || []).reduce(function (found, point) {
      var facts = point.data && point.data.meta && point.data.meta.facts;
      var place = point.pointNumber;
      if (found || !facts) {
        return found;
      }
      return Array.isArray(place) ? facts[place[0]] && facts[place[0]][place[1]] : facts[place];
    }, "");
  }

  var wired = new WeakMap();
  document.addEventListener("pointerover", function (event) {
    var graph = event.target.closest && event.target.closest(".js-plotly-plot");
    if (!graph || !graph.on) {
      return;
    }
    /* Plotly drops what was wired when a chart is drawn anew; what is wired twice would open twice. */
    var own = wired.get(graph) || {
      plotly_click: function (shown) {
        open(factOf(shown.points), graph.closest(".card") && focusable(graph));
      },
      plotly_hover: function (shown) {
        graph.classList.toggle("opens", Boolean(factOf(shown.points)));
      },
      plotly_unhover: function () {
        graph.classList.remove("opens");
      },
    };
    wired.set(graph, own);
    Object.keys(own).forEach(function (name) {
      graph.removeListener(name, own[name]);
      graph.on(name, own[name]);
    });
  });

  function focusable(graph) {
    return graph.closest(".card").querySelector("summary");
  }

  /* ---- keyboard: inside a table the arrows lead from number to number ---- */
  var STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function neighbour(cell, step) {
    var table = cell.closest("table");
    var row = cell.parentElement.rowIndex + step[0];
    var place = cell.cellIndex + step[1];
    while (table.rows[row] && table.rows[row].cells[place]) {
      var found = table.rows[row].cells[place].querySelector("[data-fact]");
      if (found) {
        return found;
      }
      row += step[0];
      place += step[1];
    }
    return null;
  }

  document.addEventListener("keydown", function (event) {
    var cell = STEPS[event.key] && event.target.closest("td, th");
    if (!cell || !event.target.matches("[data-fact]")) {
      return;
    }
    var next = neighbour(cell, STEPS[event.key]);
    if (next) {
      event.preventDefault();
      if (event.target.tabIndex === 0 && next.tabIndex === -1) {
        event.target.tabIndex = -1;
        next.tabIndex = 0;
      }
      next.focus();
    }
  });

  /* ---- addresses that name a number ---- */
  function named() {
    var hash = decodeURIComponent(window.location.hash);
    return hash.indexOf(FRAGMENT) === 0 ? hash.slice(FRAGMENT.length) : "";
  }

  function arrive() {
    if (named() && document.getElementById("facts-hint")) {
      watch.disconnect();
      open(named());
    }
  }

  var watch = new MutationObserver(arrive);
  if (named()) {
    watch.observe(document.documentElement, { childList: true, subtree: true });
  }
  window.addEventListener("popstate", function () {
    if (named() && named() !== trail[trail.length - 1]) {
      open(named());
    } else if (!named() && dialog && dialog.open) {
      dialog.close();
    }
  });
})();
