/* Records that are saved as they are typed. What is typed is kept on the device first and forgotten
   when the server has it: a lost connection, a closed window or an ended session loses no word. When
   somebody else saved in between, both texts are shown and the writer chooses. */
(function () {
  "use strict";
  var PREFIX = "draft:", WAIT = 700, AGAIN = 8000;
  var memory = {}, timers = {}, sending = {};

  /* ---- drafts on the device ---- */
  function keep(key, draft) {
    memory[key] = draft;
    try {
      window.localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    } catch (full) {
      /* kept in memory for as long as the page is open */
    }
  }

  function drafts() {
    try {
      Object.keys(window.localStorage).forEach(function (name) {
        var key = name.slice(PREFIX.length);
        if (name.indexOf(PREFIX) === 0) {
          memory[key] = JSON.parse(window.localStorage.getItem(name));
        }
      });
    } catch (refused) {
      /* private windows may refuse */
    }
    return memory;
  }

  function forget(key) {
    delete memory[key];
    try {
      window.localStorage.removeItem(PREFIX + key);
    } catch (refused) {
      /* nothing was kept there */
    }
  }

  /* ---- the page ---- */
  function words() {
    var node = document.getElementById("tours-words");
    return node ? node.dataset : null;
  }

  function keyOf(entry) {
    var data = entry.dataset;
    return [words().who, data.record, data.tour, data.number].join("|");
  }

  function entryOf(key) {
    return Array.from(document.querySelectorAll("[data-record]")).find(function (entry) {
      return words() && keyOf(entry) === key;
    });
  }

  function fields(entry) {
    return entry.querySelectorAll("textarea[name], select[name], [data-several]");
  }

  function nameOf(control) {
    return control.dataset.several || control.name;
  }

  function named(entry, name) {
    return entry.querySelector("[name='" + name + "'], [data-several='" + name + "']");
  }

  /* Several lists beside each other hold several codes, in their order. */
  function lists(control) {
    return Array.from(control.querySelectorAll("select"));
  }

  function read(control) {
    if (!control.dataset.several) {
      return control.value;
    }
    return lists(control).map(function (one) {
      return one.value;
    }).filter(Boolean).join(";");
  }

  function put(control, value) {
    if (!control.dataset.several) {
      control.value = value;
      return grow(control);
    }
    var codes = value.split(";");
    lists(control).forEach(function (one, place) {
      one.value = codes[place] || "";
    });
  }

  function idOf(control) {
    return control.dataset.several ? lists(control)[0].id : control.id;
  }

  function grow(control) {
    if (control.tagName === "TEXTAREA") {
      control.style.height = "auto";
      control.style.height = control.scrollHeight + 2 + "px";
    }
  }

  function say(entry, sentence) {
    var place = entry && entry.querySelector(".entry-state");
    if (place) {
      place.textContent = sentence;
    }
  }

  function explain(entry, problems) {
    fields(entry).forEach(function (control) {
      var sentence = problems[nameOf(control)] || "";
      document.getElementById(idOf(control) + "-problem").textContent = sentence;
      control.setAttribute("aria-invalid", sentence ? "true" : "false");
    });
  }

  /* ---- typing ---- */
  function typed(target) {
    var entry = target.closest("[data-record]");
    var control = target.closest("[data-several]") || target;
    if (!entry || !words()) {
      return;
    }
    var key = keyOf(entry), draft = memory[key] || { values: {} };
    grow(control);
    draft.values[nameOf(control)] = read(control);
    draft.kind = entry.dataset.record;
    draft.tour = entry.dataset.tour;
    draft.id = Number(entry.dataset.number);
    draft.revision = Number(entry.dataset.revision);
    draft.stroke = (draft.stroke || 0) + 1;
    keep(key, draft);
    say(entry, words().typing);
    if (!draft.conflict) {
      later(key, WAIT);
    }
  }

  function later(key, wait) {
    window.clearTimeout(timers[key]);
    timers[key] = window.setTimeout(function () {
      send(key);
    }, wait);
  }

  /* ---- sending ---- */
  function send(key) {
    var draft = memory[key], said = words();
    if (!draft || draft.conflict || !said || key.split("|")[0] !== said.who) {
      return;
    }
    if (sending[key]) {
      return later(key, WAIT);
    }
    var stroke = draft.stroke;
    sending[key] = true;
    window.fetch("/tours/save?lang=" + said.lang, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({
        kind: draft.kind, id: draft.id, tour: draft.tour, revision: draft.revision,
        values: draft.values,
      }),
    }).then(function (answer) {
      return answer.json().then(function (body) {
        sending[key] = false;
        answered(key, stroke, answer.status, body);
      });
    }).catch(function () {
      sending[key] = false;
      say(entryOf(key), said.kept);
      later(key, AGAIN);
    });
  }

  function answered(key, stroke, status, body) {
    var entry = entryOf(key), draft = memory[key], said = words();
    if (!said) {
      return;
    }
    if (status === 200) {
      return saved(key, entry, draft, stroke, body);
    }
    if (status === 409) {
      draft.conflict = true;
      keep(key, draft);
      return entry && choose(key, entry, draft, body);
    }
    if (status === 401) {
      return say(entry, said.signedOut);
    }
    say(entry, said.refused + " " + (body.error || ""));
    if (status >= 500) {
      later(key, AGAIN);
    }
  }

  function saved(key, entry, draft, stroke, body) {
    if (entry) {
      entry.dataset.revision = body.revision;
      explain(entry, body.problems);
      say(entry, words().saved.replace("{time}", new Date().toLocaleTimeString(words().lang)));
    }
    var wrong = Object.keys(body.problems);
    if (draft.stroke === stroke && !wrong.length) {
      forget(key);
    } else {
      if (draft.stroke === stroke) {
        /* What was not taken stays on the device until it is mended. */
        Object.keys(draft.values).forEach(function (name) {
          if (wrong.indexOf(name) < 0) {
            delete draft.values[name];
          }
        });
      } else {
        later(key, WAIT);
      }
      draft.revision = body.revision;
      keep(key, draft);
    }
    if (entry && Number(entry.dataset.number) !== body.id) {
      renumber(key, entry, body.id);
    }
  }

  /* A tour that only the reference data knew gets a record with its first save. */
  function renumber(key, entry, id) {
    var draft = memory[key];
    forget(key);
    entry.dataset.number = id;
    if (draft) {
      draft.id = id;
      keep(keyOf(entry), draft);
      later(keyOf(entry), WAIT);
    }
  }

  /* ---- somebody else saved in between ---- */
  function choose(key, entry, draft, theirs) {
    var said = words(), old = entry.querySelector(".conflict");
    if (old) {
      old.remove();
    }
    var box = make("div", "conflict notice"), differ = 0;
    box.setAttribute("role", "alert");
    box.appendChild(make("p", "", theirs.error || said.waiting.replace("{name}", theirs.by)));
    Object.keys(draft.values).forEach(function (name) {
      if (draft.values[name] === theirs.values[name]) {
        return;
      }
      differ += 1;
      var control = named(entry, name);
      var label = entry.querySelector("label[for='" + idOf(control) + "']");
      put(control, draft.values[name]);
      box.appendChild(make("p", "label", label.textContent + " · " + said.theirs));
      box.appendChild(make("pre", "theirs", theirs.values[name] || "–"));
    });
    if (!differ) {
      entry.dataset.revision = theirs.revision;
      return forget(key);
    }
    box.appendChild(button(said.mine, function () {
      box.remove();
      entry.dataset.revision = theirs.revision;
      entry.dataset.number = theirs.id;
      draft.conflict = false;
      draft.revision = theirs.revision;
      draft.id = theirs.id;
      forget(key);
      keep(keyOf(entry), draft);
      send(keyOf(entry));
    }));
    box.appendChild(button(said.take, function () {
      box.remove();
      forget(key);
      entry.dataset.revision = theirs.revision;
      entry.dataset.number = theirs.id;
      fields(entry).forEach(function (control) {
        put(control, theirs.values[nameOf(control)]);
      });
      say(entry, "");
    }));
    entry.appendChild(box);
    say(entry, "");
  }

  function make(tag, look, text) {
    var node = document.createElement(tag);
    node.className = look;
    node.textContent = text || "";
    return node;
  }

  function button(text, deed) {
    var node = make("button", "button quiet", text);
    node.type = "button";
    node.addEventListener("click", deed);
    return node;
  }

  /* ---- a form appears: bring back what was not saved ---- */
  function begin(entry) {
    entry.dataset.ready = "yes";
    fields(entry).forEach(grow);
    var key = keyOf(entry), draft = drafts()[key];
    if (window.location.hash === "#" + entry.id) {
      unfold(entry);
      entry.scrollIntoView();
    }
    if (!draft) {
      return;
    }
    unfold(entry);
    if (draft.revision === Number(entry.dataset.revision)) {
      Object.keys(draft.values).forEach(function (name) {
        put(named(entry, name), draft.values[name]);
      });
      draft.conflict = false;
      return send(key);
    }
    var theirs = { values: {}, revision: Number(entry.dataset.revision), by: "–" };
    theirs.id = Number(entry.dataset.number);
    fields(entry).forEach(function (control) {
      theirs.values[nameOf(control)] = read(control);
    });
    draft.conflict = true;
    choose(key, entry, draft, theirs);
  }

  function unfold(entry) {
    var around = entry.closest("details");
    if (around) {
      around.open = true;
    }
  }

  function look() {
    if (words()) {
      document.querySelectorAll("[data-record]:not([data-ready])").forEach(begin);
    }
  }

  function retry() {
    if (words()) {
      Object.keys(drafts()).forEach(function (key) {
        later(key, 0);
      });
    }
  }

  /* ---- photos and documents ---- */
  function attach(address) {
    var input = document.createElement("input");
    input.type = "file";
    input.accept = "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx";
    input.addEventListener("change", function () {
      var form = new FormData(), place = document.getElementById("tour-attached");
      form.append("file", input.files[0]);
      place.textContent = words().sending;
      post(address, form, place);
    });
    input.click();
  }

  function post(address, body, place) {
    window.fetch(address, {
      method: "POST", body: body, headers: { Accept: "application/json" },
    }).then(function (answer) {
      return answer.json().then(function (said) {
        if (answer.ok) {
          window.location.reload();
        } else {
          place.textContent = said.error;
        }
      });
    }).catch(function () {
      place.textContent = words().refused;
    });
  }

  document.addEventListener("input", function (event) {
    if (event.target.closest("[data-record]")) {
      typed(event.target);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches("[data-record] textarea.line")) {
      event.preventDefault();
    }
  });
  document.addEventListener("click", function (event) {
    var one = event.target.closest("[data-attach], [data-detach]");
    if (one && one.dataset.attach) {
      attach(one.dataset.attach);
    } else if (one && window.confirm(words().removed)) {
      post(one.dataset.detach, null, document.getElementById("tour-attached"));
    }
  });
  document.addEventListener("submit", function (event) {
    var removes = (event.target.getAttribute("action") || "").indexOf("/tours/remove") === 0;
    if (removes && !window.confirm(words().removed)) {
      event.preventDefault();
    }
  });
  document.addEventListener("toggle", function (event) {
    event.target.querySelectorAll("[data-record] textarea").forEach(grow);
  }, true);
  /* What is folded on the screen is printed, too. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.folded:not([open])").forEach(function (one) {
      one.dataset.printed = "yes";
      one.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (one) {
      delete one.dataset.printed;
      one.open = false;
    });
  });
  window.addEventListener("online", retry);
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
