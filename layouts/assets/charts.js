/* Charts in sight come first: those of an answer are drawn and painted before Dash sees it, because
   Dash draws them only after everything else on the page. The others wait for a moment in which the
   browser has nothing to do, or until they come near the window. What waits is hidden by Dash, so
   no old chart is taken for a new one. */
(function () {
  "use strict";
  var NEAR = "25% 0px";
  // A window that is not shown paints no frame, so nothing waits longer than this for one.
  var LONGEST_FRAME = 100;
  var waiting = new Map();
  var whenIdle = window.requestIdleCallback || function (then) {
    return window.setTimeout(then, 50);
  };

  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) {
        draw(entry.target);
      }
    });
  }, { rootMargin: NEAR });

  /* A chart counts when half of it is seen, or when it fills half of the window. */
  function inSight(graph) {
    var box = graph.getBoundingClientRect();
    var room = window.innerHeight;
    var seen = Math.min(box.bottom, room) - Math.max(box.top, 0);
    return seen > 0 && seen >= Math.min(box.height, room) / 2;
  }

  function draw(graph) {
    var wanted = waiting.get(graph);
    waiting.delete(graph);
    if (wanted && graph.isConnected) {
      wanted.tell(wanted.draw());
    }
  }

  /* What waits is overtaken by what is drawn already. */
  function forget(graph) {
    if (waiting.has(graph)) {
      waiting.get(graph).tell(graph);
      waiting.delete(graph);
    }
  }

  function drawNext() {
    var next = waiting.keys().next();
    if (!next.done) {
      whenIdle(drawNext);
      draw(next.value);
    }
  }

  /* An update that comes while an older one waits takes its place; both are told of the drawing. */
  function later(graph, drawing) {
    var older = waiting.get(graph);
    if (!waiting.size) {
      whenIdle(drawNext);
    }
    watch.observe(graph);
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
      var same = graph.data && graph.data === figure.data;
      var text = same ? graph.drawn : JSON.stringify([figure.data, figure.layout]);
      if (text === graph.drawn) {
        forget(graph);
        return Promise.resolve(graph);
      }
      makeRoom(graph, figure.layout);
      var drawn = later(graph, function () {
        graph.drawn = text;
        return react.apply(plotly, given);
      });
      if (inSight(graph)) {
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

  /* ---- before Dash ---- */
  function changed(said) {
    return Object.keys(said.response || {}).map(function (id) {
      var place = said.response[id].figure && document.getElementById(id);
      var graph = place && place.querySelector(".js-plotly-plot");
      return { graph: graph, figure: said.response[id].figure };
    }).filter(function (one) {
      return one.graph;
    });
  }

  function nextFrame() {
    return new Promise(function (go) {
      window.requestAnimationFrame(function () {
        window.setTimeout(go);
      });
      window.setTimeout(go, LONGEST_FRAME);
    });
  }

  window.siteCharts = {
    /* Draws the charts of an answer, those in sight at once; the promise is kept when these are
       painted. All get their room first, because it decides which are in sight, and the others take
       their turn before anything is drawn: asking where they are would cost a layout of what was
       drawn. A chart has the size of its place, as Dash has it for a responsive one. */
    paint: function (said) {
      var all = changed(said);
      all.forEach(function (one) {
        makeRoom(one.graph, one.figure.layout);
      });
      var seen = all.filter(function (one) {
        return inSight(one.graph);
      });
      var others = all.filter(function (one) {
        return seen.indexOf(one) < 0;
      });
      others.concat(seen).forEach(function (one) {
        window.Plotly.react(one.graph, {
          data: one.figure.data,
          layout: Object.assign({}, one.figure.layout, { autosize: true }),
          config: one.graph._context,
        });
      });
      return seen.length ? nextFrame() : Promise.resolve();
    },
  };

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
