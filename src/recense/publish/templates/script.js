(function () {
  var root = document.documentElement;
  function show(code) { root.dataset.lang = code; root.lang = code; }
  document.querySelectorAll("[data-choose]").forEach(function (button) {
    button.addEventListener("click", function () { show(button.dataset.choose); });
  });
  if (location.hash === "#en" || location.hash === "#fr") { show(location.hash.slice(1)); }
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details"), function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });
})();
