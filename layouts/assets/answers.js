/* Answers on their way from the server to Dash. Dash takes its time from a change of a control to
   its question; what it is going to ask is its last question with what the controls hold now, so
   that the server is asked meanwhile. The charts in sight are painted before Dash works on the rest
   of the page. What was asked before is answered at once from what this browser keeps, its charts
   even before Dash asks, and checked: the server is asked all the same, and where it now says
   otherwise, because the data have changed, everything kept is dropped and its answer shown.
   An answer holds for everybody, and until the data change, where its page says so (`kept`). */
(function () {
  "use strict";
  var MOST = 60;
  var kept = new Map();
  var last = 0;
  var example = null;
  var coming = {};
  var drawn = null;
  var ask = window.fetch;

  /* ---- questions ---- */
  /* What an answer depends on: the values of a callback's inputs and states. */
  function key(body) {
    return JSON.stringify([body.output, body.inputs, body.state]);
  }

  /* The part of a page's question that says what the page shows; null where no page asks. */
  function shown(body) {
    var part = (body.state || [])[0];
    return part && String(part.id).endsWith("-state") ? part : null;
  }

  function same(one, other) {
    return one.path === other.path && one.query === other.query;
  }

  /* An answer leaves out what the page shows already. Where charts were painted for an answer that
     Dash has dropped since, for a newer question, the page does not show what it says: then, without
     a build, the answer leaves out nothing. */
  function whole(body) {
    var part = shown(body);
    if (!drawn || drawn.id !== part.id || same(drawn.data, part.value)) {
      return body;
    }
    var value = Object.assign({}, part.value, { build: "" });
    return Object.assign({}, body, { state: [Object.assign({}, part, { value: value })] });
  }

  function held(name, part) {
    if (!part || !part.property) {
      return part;
    }
    var control = window.dash_component_api.getLayout(part.id);
    return Object.assign({}, part, { value: control && control.props[part.property] });
  }

  /* A question with what the controls of the page hold now. */
  function current(body) {
    var values = JSON.stringify({ inputs: body.inputs, state: body.state }, held);
    return Object.assign({}, body, JSON.parse(values));
  }

  function send(asked) {
    var options = Object.assign({}, asked.options, { body: JSON.stringify(asked.body) });
    return ask.call(window, asked.address, options);
  }

  /* ---- answers ---- */
  function state(said) {
    var id = Object.keys(said.response || {}).find(function (one) {
      return one.endsWith("-state");
    });
    return id ? { id: id, data: said.response[id].data } : null;
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
    drawn = state(said) || drawn;
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

  /* ---- before Dash asks, and when it does ---- */
  /* A question on its way: `ready` is its answer, or what is kept of it once that is painted. */
  function begin(asked) {
    var complete = Object.assign({}, asked, { body: whole(asked.body) });
    var known = kept.get(key(complete.body));
    return {
      question: key(asked.body), asked: complete, known: known,
      ready: known ? painted(known) : send(complete),
    };
  }

  function foresee() {
    var body = current(example.body);
    if (coming.question !== key(body)) {
      coming = begin(Object.assign({}, example, { body: body }));
      coming.ready.catch(function () {
        /* Dash is told when it asks */
      });
    }
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

  function again(one, number) {
    return one.ready.then(function (said) {
      check(send(one.asked), one.known, number);
      var answer = new Response(null, { headers: { "Content-Type": "application/json" } });
      answer.json = function () {
        return Promise.resolve(said);
      };
      return answer;
    });
  }

  /* An answer is no longer wanted after a newer question, and does not fit a page that was left and
     came back meanwhile, as by a step back: that is told what its own controls ask for. */
  function fresh(asked, number, answer) {
    answer.json = function () {
      return answer.text().then(function (text) {
        var part = shown(asked.body);
        var page = window.dash_component_api.getLayout(part.id);
        if (number !== last || !answer.ok || !page) {
          return JSON.parse(text);
        }
        if (!same(page.props.data, part.value)) {
          drawn = { id: part.id, data: {} };
          var now = Object.assign({}, asked, { body: whole(current(asked.body)) });
          return send(now).then(function (other) {
            return other.json();
          });
        }
        return painted(text).then(function (said) {
          var told = state(said);
          if (told && told.data.kept) {
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
    var body = String(address).includes("/_dash-update-component") && JSON.parse(options.body);
    if (!body || !shown(body)) {
      return ask.apply(window, arguments);
    }
    var one = coming.question === key(body)
      ? coming
      : begin({ address: address, options: options, body: body });
    coming = {};
    last += 1;
    if (last === 1) {
      window.dash_stores.forEach(watch);
    }
    if (one.known) {
      keep(key(one.asked.body), one.known);
      return again(one, last);
    }
    return one.ready.then(fresh.bind(null, one.asked, last));
  };
})();
