/* Work of a process: asks how far it has come, moves the bar, and goes on when it has ended. */
(function () {
  "use strict";
  var EVERY = 700;
  var UNDER_WAY = ["waiting", "fetching", "reading", "storing", "making"];
  var followed = null;

  function say(place, step) {
    place.querySelector("p").textContent = place.getAttribute("data-step-" + (step || "begin")) || "";
  }

  function move(bar, state) {
    bar.max = Math.max(state.total, 1);
    if (state.total) {
      bar.value = state.done;
    } else {
      bar.removeAttribute("value");
    }
  }

  function end(place, state) {
    if (!place.dataset.then) {
      window.location.reload();
      return;
    }
    place.querySelector("progress").hidden = true;
    say(place, state.stage === "ready" ? "ready" : "failed");
    if (state.stage === "ready") {
      window.location.assign(place.dataset.then);
    } else if (state.error) {
      place.querySelector("p").textContent = state.error;
    }
  }

  function follow(place) {
    var asked = place.dataset.follow;
    window.fetch(asked, { headers: { Accept: "application/json" } })
      .then(function (answer) {
        return answer.json().catch(function () { return {}; });
      })
      .then(function (state) {
        if (!place.isConnected || place.dataset.follow !== asked) {
          return;
        }
        if (UNDER_WAY.indexOf(state.stage) === -1) {
          end(place, state);
          return;
        }
        move(place.querySelector("progress"), state);
        say(place, state.step);
        window.setTimeout(follow, EVERY, place);
      })
      .catch(function () {
        window.setTimeout(follow, 4 * EVERY, place);
      });
  }

  /* A report: what the form asks for is followed, and fetched when it is ready. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var place = document.getElementById("reports-work");
    if (!form.dataset.print || !place) {
      return;
    }
    event.preventDefault();
    place.dataset.follow = form.action + "?" + new URLSearchParams(new FormData(form));
    place.dataset.then = place.dataset.follow;
    place.hidden = false;
    place.querySelector("progress").hidden = false;
    followed = place;
    say(place, "");
    follow(place);
  });

  function look() {
    var work = document.querySelector("[data-follow]");
    if (work && work !== followed) {
      followed = work;
      window.setTimeout(follow, EVERY, work);
    }
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
