// The API is at /api for browsers and at / for itself.
function handler(event) {
  event.request.uri = event.request.uri.substring('/api'.length);
  return event.request;
}
