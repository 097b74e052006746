/* The import desk: a file is chosen or dropped and sent; `follow.js` follows the work on it. */
(function () {
  "use strict";

  function input(place) {
    var label = document.createElement("label");
    var field = document.createElement("input");
    var state = document.createElement("progress");
    field.type = "file";
    field.name = "file";
    field.accept = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt";
    state.hidden = true;
    label.append(place.dataset.label, field);
    place.append(label, state);
    field.addEventListener("change", function () {
      send(place, field.files[0]);
    });
    place.addEventListener("dragover", function (event) {
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", function () {
      place.classList.remove("over");
    });
    place.addEventListener("drop", function (event) {
      event.preventDefault();
      place.classList.remove("over");
      send(place, event.dataTransfer.files[0]);
    });
  }

  function say(place, text) {
    var line = place.querySelector("p") || place.appendChild(document.createElement("p"));
    line.setAttribute("role", "status");
    line.textContent = text;
  }

  function send(place, file) {
    if (!file) {
      return;
    }
    if (file.size > Number(place.dataset.most)) {
      say(place, place.dataset.large);
      return;
    }
    var body = new FormData();
    var asked = new XMLHttpRequest();
    var bar = place.querySelector("progress");
    body.append("file", file);
    asked.open("POST", place.dataset.drop);
    asked.setRequestHeader("Accept", "application/json");
    asked.responseType = "json";
    asked.upload.addEventListener("progress", function (event) {
      bar.max = event.total;
      bar.value = event.loaded;
    });
    asked.addEventListener("load", function () {
      var answer = asked.response || {};
      if (answer.address) {
        window.location.assign(answer.address);
      } else {
        bar.hidden = true;
        say(place, answer.error || place.dataset.failed);
      }
    });
    asked.addEventListener("error", function () {
      bar.hidden = true;
      say(place, place.dataset.failed);
    });
    bar.hidden = false;
    say(place, place.dataset.sending + " " + file.name);
    asked.send(body);
  }

  function look() {
    var place = document.querySelector("[data-drop]");
    if (place && !place.querySelector("input")) {
      input(place);
    }
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
