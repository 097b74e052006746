/* Answers on their way from the server to Dash. Dash takes its time from a change of a control to
   its question; what it is going to ask is its last question with what the controls hold now, so
   that the server is asked meanwhile. The charts in sight are painted before Dash works on the rest
   of the page. What was asked before is answered at once from what this browser keeps, its charts
   even before Dash asks, and checked: the server is asked all the same, and where it now says
   otherwise, because the data have changed, everything kept is dropped and its answer shown. */
(function () {
  "use strict";
  var MOST = 60;
  var kept = new Map();
  var last = 0;
  var example = null;
  var coming = {};
  var ask = window.fetch;

  /* What an answer depends on: the values of a callback's inputs and states. */
  function key(body) {
    return JSON.stringify([body.output, body.inputs, body.state]);
  }

  /* An answer holds for everybody, and until the data change, where its page says so. */
  function mayBeKept(said) {
    return Object.keys(said.response || {}).some(function (id) {
      return id.endsWith("-state") && said.response[id].data.kept;
    });
  }

  function keep(question, text) {
    kept.delete(question);
    kept.set(question, text);
    if (kept.size > MOST) {
      kept.delete(kept.keys().next().value);
    }
  }

  function painted(text) {
    var said = JSON.parse(text);
    return window.siteCharts.paint(said).then(function () {
      return said;
    });
  }

  function check(answered, known, number) {
    answered.then(function (answer) {
      return answer.ok ? answer.text() : known;
    }).then(function (text) {
      if (text === known) {
        return;
      }
      kept.clear();
      var now = number === last ? JSON.parse(text).response : {};
      Object.keys(now).forEach(function (id) {
        window.dash_clientside.set_props(id, now[id]);
      });
    }).catch(function () {
      /* without a connection the next question says so */
    });
  }

  /* ---- before Dash asks ---- */
  function held(name, part) {
    if (!part || !part.property) {
      return part;
    }
    var control = window.dash_component_api.getLayout(part.id);
    return Object.assign({}, part, { value: control && control.props[part.property] });
  }

  function foresee() {
    var values = { inputs: example.body.inputs, state: example.body.state };
    var body = Object.assign({}, example.body, JSON.parse(JSON.stringify(values, held)));
    var question = key(body);
    if (coming.question === question) {
      return;
    }
    var known = kept.get(question);
    if (known) {
      coming = { question: question, shown: painted(known) };
      return;
    }
    var options = Object.assign({}, example.options, { body: JSON.stringify(body) });
    coming = { question: question, answer: ask.call(window, example.address, options) };
    coming.answer.catch(function () {
      /* Dash is told when it asks */
    });
  }

  function watch(store) {
    var requested = [];
    store.subscribe(function () {
      var now = store.getState().callbacks.requested;
      if (now !== requested && example && now.some(function (one) {
        return one.callback.output === example.body.output;
      })) {
        window.queueMicrotask(foresee);
      }
      requested = now;
    });
  }

  /* ---- when Dash asks ---- */
  function again(known, shown, asked, number) {
    return shown.then(function (said) {
      check(asked(), known, number);
      var answer = new Response(null, { headers: { "Content-Type": "application/json" } });
      answer.json = function () {
        return Promise.resolve(said);
      };
      return answer;
    });
  }

  function fresh(asked, answer) {
    answer.json = function () {
      return answer.text().then(function (text) {
        return painted(text).then(function (said) {
          if (answer.ok && mayBeKept(said)) {
            example = asked;
            keep(key(asked.body), text);
          }
          return said;
        });
      });
    };
    return answer;
  }

  window.fetch = function (address, options) {
    var asked = ask.bind(window, address, options);
    if (!String(address).includes("/_dash-update-component")) {
      return asked();
    }
    var body = JSON.parse(options.body);
    var question = key(body);
    var known = kept.get(question);
    var foreseen = coming.question === question ? coming : {};
    coming = {};
    last += 1;
    if (last === 1) {
      window.dash_stores.forEach(watch);
    }
    var now = { address: address, options: options, body: body };
    if (!known) {
      return (foreseen.answer || asked()).then(fresh.bind(null, now));
    }
    example = now;
    keep(question, known);
    return again(known, foreseen.shown || painted(known), asked, last);
  };
})();
