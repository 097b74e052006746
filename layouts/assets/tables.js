/* Table views of charts: fetched when they are opened, and again when what they show changes. */
(function () {
  "use strict";

  function add(parent, tag, text, attributes) {
    var element = parent.appendChild(document.createElement(tag));
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    element.textContent = text;
    return element;
  }

  /* A number that opens is a button; the first of a table takes the Tab key, arrows lead on. */
  function number(cell, text, key, first) {
    cell.textContent = "";
    add(cell, "button", text, {
      type: "button", class: "traced", "data-fact": key, tabindex: first ? "0" : "-1",
    });
  }

  function build(answer) {
    var table = document.createElement("table");
    var first = true;
    table.className = "plain";
    add(table, "caption", answer.caption, { class: "unseen" });
    var head = table.createTHead().insertRow();
    answer.heads.forEach(function (name) {
      add(head, "th", name, { scope: "col" });
    });
    var body = table.createTBody();
    answer.rows.forEach(function (row, line) {
      var tr = body.insertRow();
      row.forEach(function (text, place) {
        var cell = place === 0 ? add(tr, "th", text, { scope: "row" }) : add(tr, "td", text);
        if (place && answer.numbers.indexOf(place) >= 0) {
          cell.className = "number";
        }
        var key = answer.facts[place] && answer.facts[place][line];
        if (key) {
          number(cell, text, key, first);
          first = false;
        }
      });
    });
    return table;
  }

  function fill(view) {
    var link = view.closest(".actions").querySelector("a[data-download]");
    var asked = view.dataset.table + link.search;
    view.dataset.asked = asked;
    fetch(asked).then(function (response) {
      return response.json();
    }).then(function (answer) {
      if (view.dataset.asked !== asked) {
        return;
      }
      view.replaceChildren(answer.error ? document.createTextNode(answer.error) : build(answer));
    }).catch(function () {
      view.textContent = document.getElementById("facts-hint").dataset.failed;
    });
  }

  document.addEventListener("toggle", function (event) {
    var view = event.target.open && event.target.querySelector("[data-table]");
    if (view) {
      fill(view);
    }
  }, true);

  window.siteTables = {
    refresh: function () {
      document.querySelectorAll("details[open] [data-table]").forEach(fill);
    },
  };
})();
