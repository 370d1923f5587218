// SPDX-License-Identifier: Apache-2.0
#include "server/session.hpp"

#include "core/log.hpp"
#include "server/conversation.hpp"
#include "server/http/wire.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace inspectord {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t most_turned_away_at_once = 64;
/// Each looks at the journal after each commit.
constexpr std::size_t most_streams = 256;

/// What leaves a session is a broken house: the connection is closed, the others live on.
void log_end(std::exception_ptr broken) {
  if (!broken) return;
  try {
    std::rethrow_exception(broken);
  } catch (const std::exception& error) {
    log::error("a session broke", {{"error", error.what()}});
  }
}

}  // namespace

Sessions::Sessions(asio::any_io_executor executor, const Exchange& exchange, Workplaces workplaces,
                   const HttpOptions& options)
    : executor_(executor),
      exchange_(exchange),
      workplaces_(workplaces),
      options_(options),
      drain_timer_(executor),
      deadlines_(executor) {}

Sessions::~Sessions() = default;

void Sessions::open(tcp::socket socket) {
  asio::co_spawn(executor_, converse(std::move(socket), *this), log_end);
}

void Sessions::turn_away(tcp::socket socket) {
  if (turning_away_ >= most_turned_away_at_once) return;
  asio::co_spawn(executor_, say_full(std::move(socket), *this, turning_away_), log_end);
}

void Sessions::stop(std::function<void()> drained) {
  closing_.begun = true;
  drained_ = std::move(drained);
  if (open_.empty()) return std::exchange(drained_, {})();
  for (auto* connection : open_) connection->look_up();
  drain_timer_.expires_after(options_.drain_time);
  drain_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    closing_.cut_off = true;
    for (auto* connection : open_) connection->cut_off();
  });
}

void Sessions::leave(OpenConnection& connection) {
  open_.erase(&connection);
  streaming_.erase(&connection);
  if (!open_.empty() || !drained_) return;
  drain_timer_.cancel();
  asio::post(executor_, std::exchange(drained_, {}));
}

void Sessions::tell_of_commit() {
  for (auto* connection : streaming_) connection->hear();
}

bool Sessions::begin_stream(OpenConnection& connection) {
  if (streaming_.size() >= most_streams) return false;
  streaming_.insert(&connection);
  return true;
}

bool Sessions::begin_act() {
  if (acts_in_flight_ >= options_.max_acts) return false;
  ++acts_in_flight_;
  return true;
}

const std::string& Sessions::date() {
  const auto now = exchange_.now();
  const auto second = to_millis(now) / 1000;
  if (second != date_second_) {
    date_ = to_imf_fixdate(now);
    date_second_ = second;
  }
  return date_;
}

}  // namespace inspectord
