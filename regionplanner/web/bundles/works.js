// sources: sha256 e3935f1ab9f5a99f30cea3223c7ec0b9f788060b74425e2ae74676deaccd2e48
(() => {
"use strict";

// works.js
document.querySelector("style")?.sheet && (document.documentElement.className = "works");
})();
