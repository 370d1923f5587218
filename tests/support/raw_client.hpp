// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// An answer as it came over the wire.
struct RawAnswer {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a field, or "" where it is missing.
  std::string field(std::string_view name) const;
};

/// A client that sends bytes as they are told: nothing is corrected. Every wait ends after ten
/// seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  RawClient(RawClient&&) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient();

  void send(std::string_view bytes);
  void finish_sending();
  void reset();  ///< Goes away without a good-bye (RST).

  /// The next answer; nullopt where the connection ended before it was complete. `to_head`: it has
  /// no body.
  std::optional<RawAnswer> receive(bool to_head = false);
  /// What came up to and with `end`, of an answer that goes on; nullopt where the connection ended
  /// before it.
  std::optional<std::string> receive_until(std::string_view end);
  /// True when the other end closed and sent nothing more.
  bool sees_end();

 private:
  bool fill();

  int socket_ = -1;
  std::string buffer_;
};

/// One request on a connection of its own: every answer up to the end of the connection.
std::vector<RawAnswer> send_and_listen(std::uint16_t port, std::string_view bytes);

}  // namespace inspectord
