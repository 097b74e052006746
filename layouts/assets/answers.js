/* Answers on their way from the server to Dash. The charts in sight are painted before Dash works
   on the rest of the page. What was asked before is answered at once from what this browser keeps,
   and checked: the server is asked all the same, and where it now says otherwise, because the data
   have changed, everything kept is dropped and its answer shown. */
(function () {
  "use strict";
  var MOST = 60;
  var kept = new Map();
  var last = 0;
  var ask = window.fetch;

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
      var fresh = number === last ? JSON.parse(text).response : {};
      Object.keys(fresh).forEach(function (id) {
        window.dash_clientside.set_props(id, fresh[id]);
      });
    }).catch(function () {
      /* without a connection the next question says so */
    });
  }

  window.fetch = function (address, options) {
    var answered = ask.apply(window, arguments);
    if (!String(address).includes("/_dash-update-component")) {
      return answered;
    }
    var question = options.body;
    var known = kept.get(question);
    last += 1;
    if (known) {
      keep(question, known);
      check(answered, known, last);
      var again = new Response(null, { headers: { "Content-Type": "application/json" } });
      again.json = painted.bind(null, known);
      return Promise.resolve(again);
    }
    return answered.then(function (answer) {
      answer.json = function () {
        return answer.text().then(function (text) {
          return painted(text).then(function (said) {
            if (answer.ok && mayBeKept(said)) {
              keep(question, text);
            }
            return said;
          });
        });
      };
      return answer;
    });
  };
})();
