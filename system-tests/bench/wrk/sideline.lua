-- A second connection, for what has to happen before a request that is measured: wrk itself knows one server.
-- A call here blocks its thread, which is fine with one connection per thread; wrk's clock starts after it.

local ffi = require "ffi"

ffi.cdef [[
typedef struct { unsigned short family, port; unsigned int address; char unused[8]; } sideline_address;
int socket(int domain, int type, int protocol);
int connect(int socket, const sideline_address *address, unsigned int length);
long send(int socket, const char *bytes, size_t length, int flags);
long recv(int socket, char *bytes, size_t length, int flags);
]]

local AF_INET, SOCK_STREAM, LOOPBACK = 2, 1, 0x0100007f
local BUFFER_BYTES = 64 * 1024

local sideline = {}

-- Opens a connection to a port of 127.0.0.1 and returns a function that sends a request and returns the answer's status.
function sideline.to(port)
  local address = ffi.new("sideline_address", AF_INET, math.floor(port / 256) + port % 256 * 256, LOOPBACK)
  local socket = ffi.C.socket(AF_INET, SOCK_STREAM, 0)
  assert(ffi.C.connect(socket, address, ffi.sizeof(address)) == 0, "Cannot connect to port " .. port)
  local buffer = ffi.new("char[?]", BUFFER_BYTES)

  local function answer()
    local text = ""
    while true do
      local count = ffi.C.recv(socket, buffer, BUFFER_BYTES, 0)
      assert(count > 0, "Port " .. port .. " has closed the connection")
      text = text .. ffi.string(buffer, count)
      local head_end = select(2, text:find("\r\n\r\n", 1, true))
      local length = head_end and tonumber(text:lower():match("\r\ncontent%-length: (%d+)") or "0")
      if head_end and #text >= head_end + length then
        return tonumber(text:sub(10, 12))
      end
    end
  end

  return function(request)
    assert(ffi.C.send(socket, request, #request, 0) == #request, "Cannot send to port " .. port)
    return answer()
  end
end

return sideline
