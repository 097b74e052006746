/* What happens in the browser alone: address bar, theme, image downloads, printing. */
(function () {
  "use strict";
  var rendered = place();

  /* The address without its fragment, which names a number that is open or a heading. */
  function place() {
    return window.location.pathname + window.location.search;
  }

  /* ---- the address follows the page ---- */
  function address(state) {
    return state.path + (state.query ? "?" + state.query : "");
  }

  /* One drag of a slider is one step of the history. */
  function goesOn(state) {
    var rows = document.querySelector("[data-continued]");
    var wanted = new URLSearchParams(state.query).get("set");
    return rows && wanted === rows.dataset.continued
      && wanted !== new URLSearchParams(window.location.search).get("set");
  }

  function write(state) {
    var wanted = address(state);
    if (wanted === window.location.pathname + window.location.search) {
      return;
    }
    if (state.replaces || goesOn(state)) {
      window.history.replaceState(window.history.state, "", wanted);
    } else {
      window.history.pushState({}, "", wanted);
    }
  }

  function relink(state) {
    document.querySelectorAll("a[data-download]").forEach(function (link) {
      var unit = new URLSearchParams(link.search).get("unit");
      link.search = state.query + (unit ? "&unit=" + unit : "");
    });
    document.querySelectorAll("a[data-lang]").forEach(function (link) {
      var query = new URLSearchParams(state.query);
      query.set("lang", link.dataset.lang);
      link.search = query.toString();
    });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    site: {
      follow: function (state) {
        write(state);
        relink(state);
        window.dash_clientside.set_props("page-error", { children: "" });
        window.siteTables.refresh();
      },
    },
  });

  /* Dash renders a page when its own idea of the address changes. Going back to the address for
     which the page was rendered first is no change to Dash, so it has to be told. */
  window.addEventListener("_dashprivate_pushstate", function () {
    rendered = place();
  });
  window.addEventListener("popstate", function () {
    if (place() === rendered) {
      window.dash_clientside.set_props("_pages_location", { search: window.location.search });
    }
    rendered = place();
  });

  /* ---- controls of Dash 4 that screen readers stumble over ----
     Radio items call themselves a listbox of options with inputs inside, without a name; dropdowns
     take the Tab key with a hidden input and leave their label out of their name. */
  function mend() {
    document.querySelectorAll(".dash-radioitems[role=listbox]").forEach(function (list) {
      list.setAttribute("role", "radiogroup");
      list.setAttribute("aria-labelledby", list.id + "-label");
    });
    document.querySelectorAll(".dash-radioitems > label[role]").forEach(function (item) {
      item.removeAttribute("role");
    });
    document.querySelectorAll(".dash-radioitems > label[aria-selected]").forEach(function (item) {
      item.removeAttribute("aria-selected");
    });
    document.querySelectorAll(".dash-dropdown-focus-target[tabindex='0']").forEach(function (stop) {
      var button = stop.parentElement.querySelector(".dash-dropdown");
      stop.tabIndex = -1;
      button.tabIndex = 0;
      var named = button.getAttribute("aria-labelledby");
      if (named.indexOf(button.id + "-label") === -1) {
        button.setAttribute("aria-labelledby", button.id + "-label " + named);
      }
    });
  }
  /* The Space bar chooses an option; so shall Enter. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches(".dash-dropdown-option input")) {
      event.preventDefault();
      event.target.click();
    }
  });
  new MutationObserver(mend).observe(document.documentElement, {
    attributeFilter: ["aria-selected"], childList: true, subtree: true,
  });

  /* ---- theme ---- */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-theme-choice]");
    if (button && button.tagName === "BUTTON") {
      window.siteTheme.choose(button.dataset.themeChoice);
    }
  });

  /* ---- images: the finding above, note and source below, always on the light ground ---- */
  function wrapped(text, width) {
    var lines = [""];
    text.split(/\s+/).forEach(function (word) {
      var line = lines[lines.length - 1];
      if (line && line.length + word.length > width) {
        lines.push(word);
      } else {
        lines[lines.length - 1] = line ? line + " " + word : word;
      }
    });
    return lines;
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  }

  function words(id, selector) {
    var node = document.getElementById(id);
    var parts = node ? node.querySelectorAll(selector) : [];
    return Array.from(parts).map(function (part) {
      return part.textContent;
    });
  }

  function standalone(graph, card) {
    var width = Math.max(graph.clientWidth, 480);
    var per = Math.floor(width / 7.4);
    var head = wrapped(document.getElementById(card + "-title").textContent, per);
    var foot = words(card + "-foot", "p:not(.unseen)").flatMap(function (line) {
      return wrapped(line, per + 14);
    });
    var top = 22 * head.length + 14;
    var bottom = 16 * foot.length + 16;
    var layout = JSON.parse(JSON.stringify(graph.layout));
    var margin = graph._fullLayout._size;
    layout.margin = {
      l: margin.l, r: margin.r, t: margin.t + top, b: margin.b + bottom, autoexpand: false,
    };
    layout.width = width;
    layout.height = graph.clientHeight + top + bottom;
    layout.autosize = false;
    layout.paper_bgcolor = "#ffffff";
    layout.plot_bgcolor = "#ffffff";
    layout.title = {
      text: head.map(escaped).join("<br>"), x: 0, xref: "container", xanchor: "left", pad: { l: 12 },
      y: 1, yref: "container", yanchor: "top", yanchorpad: 0, font: { size: 15, color: "#1b2430" },
    };
    layout.title.pad.t = 12;
    layout.annotations = (layout.annotations || []).concat({
      text: foot.map(escaped).join("<br>"), xref: "paper", yref: "paper", x: 0, y: 0,
      xanchor: "left", yanchor: "top", xshift: 12 - margin.l, yshift: -margin.b - 6,
      align: "left", showarrow: false, font: { size: 11, color: "#5a6472" },
    });
    return { data: graph.data, layout: layout };
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-export]");
    if (!button) {
      return;
    }
    var card = button.dataset.card;
    var graph = document.querySelector("[id='" + card + "-graph'] .js-plotly-plot");
    var figure = standalone(graph, card);
    window.Plotly.downloadImage(figure, {
      format: button.dataset.export,
      width: figure.layout.width,
      height: figure.layout.height,
      scale: 2,
      filename: [card].concat(Array.from(
        new URLSearchParams(window.location.search).values()
      )).join("-").replace(/[^\w-]+/g, "-"),
    });
  });

  /* ---- printing: charts take the width of the paper ---- */
  function resize() {
    document.querySelectorAll(".js-plotly-plot").forEach(function (graph) {
      if (graph.offsetParent !== null && window.Plotly) {
        window.Plotly.Plots.resize(graph);
      }
    });
  }
  /* A grid draws only the rows in sight; paper gets all of them, as a plain table. */
  function row(cells, name) {
    var line = document.createElement("tr");
    cells.forEach(function (text) {
      line.appendChild(document.createElement(name)).textContent = text;
    });
    return line;
  }

  function printed(grid) {
    var api = window.dash_ag_grid.getApi(grid.id);
    var columns = api.getColumnDefs();
    var table = document.createElement("table");
    table.className = "plain printed";
    table.createTHead().appendChild(row(columns.map(function (column) {
      return column.headerName;
    }), "th"));
    var body = table.createTBody();
    api.forEachNodeAfterFilterAndSort(function (node) {
      body.appendChild(row(columns.map(function (column) {
        var text = node.data[column.field + "_text"];
        return text === undefined ? node.data[column.field] : text;
      }), "td"));
    });
    return table;
  }

  /* ---- the menu of a phone: a button shows the pages, Escape hides them again ---- */
  function unfold(button, open) {
    button.setAttribute("aria-expanded", open ? "true" : "false");
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.menu");
    if (button) {
      unfold(button, button.getAttribute("aria-expanded") !== "true");
    } else if (event.target.closest(".nav a")) {
      document.querySelectorAll("button.menu").forEach(function (one) {
        unfold(one, false);
      });
    }
  });
  document.addEventListener("keydown", function (event) {
    var button = document.querySelector("button.menu[aria-expanded=true]");
    if (button && event.key === "Escape" && event.target.closest(".top")) {
      unfold(button, false);
      button.focus();
    }
  });

  window.addEventListener("beforeprint", function () {
    resize();
    document.querySelectorAll(".grid[id]").forEach(function (grid) {
      grid.parentElement.insertBefore(printed(grid), grid);
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("table.printed").forEach(function (table) {
      table.remove();
    });
    resize();
  });
})();
