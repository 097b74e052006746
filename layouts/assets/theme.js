/* Runs in the head, before anything is painted: the theme of the last visit, or the system's. */
(function () {
  "use strict";
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return window.localStorage.getItem("theme") || "auto";
    } catch (refused) {
      return "auto";
    }
  }

  function apply() {
    var choice = chosen();
    var dark = choice === "dark" || (choice === "auto" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.dataset.themeChoice = choice;
  }

  window.siteTheme = {
    choose: function (choice) {
      try {
        window.localStorage.setItem("theme", choice);
      } catch (refused) {
        /* without storage the choice lasts as long as the page */
      }
      apply();
      document.documentElement.dataset.themeChoice = choice;
      document.documentElement.dataset.theme =
        choice === "dark" || (choice === "auto" && system.matches) ? "dark" : "light";
    },
  };
  system.addEventListener("change", apply);
  apply();
})();
