/* Cells and orders of grids. Texts arrive ready from the server; what is sorted is the raw value. */
(function () {
  "use strict";
  var functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  var cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  function part(tag, className, children, more) {
    return window.React.createElement(
      tag, Object.assign({ className: className }, more), children
    );
  }

  function cell() {
    return part.apply(null, ["div", "cell", Array.from(arguments).filter(Boolean)]);
  }

  function keyed(key, tag, className, children, more) {
    return part(tag, className, children, Object.assign({ key: key }, more));
  }

  /* The row's own link, `<field>_href`, or the column's, whose CODE stands in the row's field
     `code`; the row's tone may put a mark beside it. */
  function linked(params) {
    var code = params.code && params.data[params.code];
    return code
      ? params.href.replace("CODE", encodeURIComponent(code))
      : params.data[params.colDef.field + "_href"];
  }

  cells.LinkCell = function (params) {
    var row = params.data;
    var href = linked(params);
    var link = href
      ? keyed("link", "a", "", params.value, { href: href, tabIndex: -1 })
      : params.value;
    var marked = params.marked && row.tone === params.marked;
    return cell(link, marked && keyed("mark", "span", "mark", "◆"));
  };

  /* A figure that opens where it comes from: the row says of which fact, the column which figure. */
  function opening(params, figure, className, children) {
    var fact = params.data.fact;
    var key = fact && (!figure || figure === "score" ? fact : fact + ":" + figure);
    return keyed("value", "span", key ? className + " traced" : className, children, {
      "data-fact": key || undefined,
    });
  }

  cells.FactCell = function (params) {
    return cell(opening(params, params.figure, "value", params.value));
  };

  /* The number and a dot on the common scale; words where there is no number. */
  cells.ScoreCell = function (params) {
    var row = params.data;
    if (row.score === null || row.score === undefined) {
      return cell(opening(params, "score", "reason", row.reason));
    }
    var marks = [keyed("dot", "span", "dot", null, { style: { left: row.at + "%" } })];
    if (row.low !== null && row.low !== undefined) {
      marks.unshift(keyed("interval", "span", "interval", null, {
        style: { left: row.low + "%", width: row.high - row.low + "%" },
      }));
    }
    return cell(
      opening(params, "score", "value", row.score_text),
      keyed("scale", "span", "scale", marks, { "aria-hidden": "true" })
    );
  };

  /* By a raw value of the row; unknown ones stay last, whichever way a column is sorted. */
  function by(name) {
    return function (a, b, rowA, rowB, descending) {
      var left = rowA.data[name];
      var right = rowB.data[name];
      if (left === null || right === null) {
        var order = left === right ? 0 : left === null ? 1 : -1;
        return descending ? -order : order;
      }
      return left - right;
    };
  }

  functions.byRank = by("rank");
  functions.byScore = by("score");
  functions.byChange = by("change");
  functions.byGrade = by("grade");
  functions.byPercentile = by("percentile");
  functions.byHalf = by("half");
  functions.byWorst = by("worst");
  functions.byJoint = by("joint_worst");
  functions.byApart = by("sign");
  functions.byMethods = by("method_worst");
  functions.byMedian = by("median");
  functions.byWithin1 = by("near_1");
  functions.byWithin3 = by("near_3");
  functions.byShift = by("shift");
  /* Names in Vietnamese order, which the server has worked out. */
  functions.byOrder = by("order");

  /* A grid is one stop of the Tab key: arrows move inside it, Enter follows a cell's link. */
  function beyond(grid, backwards) {
    var side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    var stops = Array.from(document.querySelectorAll(
      "a[href], button, input, summary, [tabindex='0']"
    )).filter(function (stop) {
      return !grid.contains(stop) && stop.tabIndex >= 0 && stop.offsetParent !== null &&
        grid.compareDocumentPosition(stop) & side;
    });
    return backwards ? stops[stops.length - 1] : stops[0];
  }

  document.addEventListener("keydown", function (event) {
    var grid = event.target.closest(".grid");
    if (!grid) {
      return;
    }
    if (event.key === "Tab") {
      var stop = beyond(grid, event.shiftKey);
      if (stop) {
        event.preventDefault();
        event.stopImmediatePropagation();
        stop.focus();
      }
    } else if (event.key === "Enter") {
      var link = event.target.querySelector(".cell a, .cell [data-fact]");
      if (link) {
        link.click();
      }
    }
  }, true);

  /* Links of grids stay inside the page, like all others. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".grid a");
    var plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && plain && link.origin === window.location.origin) {
      event.preventDefault();
      window.history.pushState({}, "", link.href);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      window.scrollTo(0, 0);
    }
  });
})();
