/* Charts in sight are drawn first; the others wait for a moment in which the browser has nothing
   to do, or until they come near the window. What waits is hidden by Dash, so no old chart is
   taken for a new one. */
(function () {
  "use strict";
  var NEAR = "25% 0px";
  var waiting = new Map();
  var whenIdle = window.requestIdleCallback || function (then) {
    return window.setTimeout(then, 50);
  };

  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      entry.target.chartIsNear = entry.isIntersecting;
      if (entry.isIntersecting) {
        draw(entry.target);
      }
    });
  }, { rootMargin: NEAR });

  function isNear(graph) {
    if (graph.chartIsNear === undefined) {
      watch.observe(graph);
      var box = graph.getBoundingClientRect();
      graph.chartIsNear = box.top < window.innerHeight * 1.25 && box.bottom > 0;
    }
    return graph.chartIsNear;
  }

  function draw(graph) {
    var wanted = waiting.get(graph);
    waiting.delete(graph);
    if (wanted && graph.isConnected) {
      wanted.tell(wanted.draw());
    }
  }

  function drawNext() {
    var next = waiting.keys().next();
    if (!next.done) {
      draw(next.value);
      whenIdle(drawNext);
    }
  }

  /* An update that comes while an older one waits takes its place; both are told of the drawing. */
  function later(graph, drawing) {
    var older = waiting.get(graph);
    if (!waiting.size) {
      whenIdle(drawNext);
    }
    return new Promise(function (tell) {
      waiting.set(graph, {
        draw: drawing,
        tell: function (drawn) {
          tell(drawn);
          if (older) {
            older.tell(drawn);
          }
        },
      });
    });
  }

  function hasItsSize(graph) {
    var layout = graph._fullLayout;
    return layout && Math.abs(layout.width - graph.clientWidth) < 1
      && Math.abs(layout.height - graph.clientHeight) < 1;
  }

  /* Dash may draw a chart before its place has the new height, and would then draw it again. */
  function makeRoom(graph, layout) {
    var place = graph.closest(".figure");
    if (place && layout && layout.meta) {
      place.style.height = layout.meta.height + "px";
    }
  }

  /* Dash resizes every chart whose place changes its height, also to the size it was drawn in. */
  function wrap(plotly) {
    var react = plotly.react;
    var resize = plotly.Plots.resize;
    plotly.react = function (graph, figure) {
      var given = arguments;
      makeRoom(graph, figure.layout);
      var drawn = later(graph, function () {
        return react.apply(plotly, given);
      });
      if (isNear(graph)) {
        draw(graph);
      }
      return drawn;
    };
    plotly.Plots.resize = function (graph) {
      return waiting.has(graph) || hasItsSize(graph)
        ? Promise.resolve(graph)
        : resize.call(plotly.Plots, graph);
    };
  }

  /* The full bundle comes when Dash asks for it: charts are then drawn in the order of the page. */
  document.addEventListener("DOMContentLoaded", function () {
    if (window.Plotly) {
      wrap(window.Plotly);
    }
  });
  window.addEventListener("beforeprint", function () {
    Array.from(waiting.keys()).forEach(draw);
  });
})();
