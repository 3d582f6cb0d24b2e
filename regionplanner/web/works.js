// Where scripts run and styles hold the page is a map with its search; elsewhere it is to be read.
if (document.querySelector("style")?.sheet) document.documentElement.className = "works";
