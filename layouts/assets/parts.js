/* Elements from what the server says: texts stay texts, whatever they hold. */
(function () {
  "use strict";
  var TAGS = ("a button caption code dd details div dl dt em fieldset form h2 h3 h4 header input label li ol " +
    "option p section select small span strong summary table tbody td textarea tfoot th thead tr ul").split(" ");
  var NAMES = { classname: "class", colspan: "colspan", rowspan: "rowspan", htmlfor: "for", tabindex: "tabindex" };
  var KNOWN = ("class id href title role type name value scope colspan rowspan for method action " +
    "tabindex required checked maxlength minlength rows placeholder lang target rel hidden").split(" ");

  function safe(address) {
    return /^(https?:\/\/|\/(?!\/)|#|\?)/i.test(address);
  }

  function dress(element, attributes) {
    Object.keys(attributes).forEach(function (given) {
      var name = given.toLowerCase();
      name = NAMES[name] || name;
      var value = attributes[given];
      var link = name === "href" || name === "action";
      if (value === false || (link && !safe(value))) {
        return;
      }
      if (KNOWN.indexOf(name) >= 0 || /^(data|aria)-[a-z-]+$/.test(name)) {
        element.setAttribute(name, value === true ? "" : value);
      }
    });
    return element;
  }

  function make(part) {
    if (!Array.isArray(part)) {
      return document.createTextNode(part);
    }
    var tag = TAGS.indexOf(part[0]) >= 0 ? part[0] : "span";
    var element = dress(document.createElement(tag), part[1]);
    part[2].forEach(function (child) {
      element.appendChild(make(child));
    });
    return element;
  }

  window.siteParts = { make: make };
})();
