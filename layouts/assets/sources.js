/* The grid of sources: links that leave the site, and orders by raw values. */
(function () {
  "use strict";
  var functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  var cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  /* Addresses other than http and https stay text, whatever the server sends. */
  cells.SourceCell = function (params) {
    var url = params.data[params.colDef.field + "_url"] || "";
    var leaves = /^https?:\/\//i.test(url);
    var how = leaves
      ? { href: url, target: "_blank", rel: "noopener noreferrer", tabIndex: -1 }
      : {};
    var text = window.React.createElement(leaves ? "a" : "span", how, params.value);
    return window.React.createElement("div", { className: "cell" }, text);
  };

  functions.byFigures = function (a, b, rowA, rowB) {
    return rowA.data.figures - rowB.data.figures;
  };

  functions.byPublished = function (a, b, rowA, rowB) {
    var left = rowA.data.published;
    var right = rowB.data.published;
    return left < right ? -1 : left > right ? 1 : 0;
  };
})();
