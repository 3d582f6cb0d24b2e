// Where scripts run, the notice that they do not is gone before it is seen.
document.getElementById("no-script").hidden = true;
