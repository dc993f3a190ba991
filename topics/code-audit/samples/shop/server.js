// A made-up server with mistakes put in on purpose.
const db = require('left-example');

function findOrder(id) {
  return db.query("SELECT * FROM orders WHERE id = '" + id + "'");
}

function show(element, text) {
  element.innerHTML = text;
}

module.exports = { findOrder, show };
