// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/session.hpp"

#include <boost/asio/awaitable.hpp>

namespace inspectord {

/// Serves one connection to its end: reads requests one after another and answers each before it
/// reads the next.
boost::asio::awaitable<void> converse(boost::asio::ip::tcp::socket, Sessions&);

/// Answers 503 without reading, and closes; counted in `turning_away` until then.
boost::asio::awaitable<void> say_full(boost::asio::ip::tcp::socket, Sessions&,
                                      std::size_t& turning_away);

}  // namespace inspectord
