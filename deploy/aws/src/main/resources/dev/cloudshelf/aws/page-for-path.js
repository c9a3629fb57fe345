// A path without a file name is a page of the shop, which its script draws.
function handler(event) {
  var name = event.request.uri.substring(event.request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) {
    event.request.uri = '/index.html';
  }
  return event.request;
}
