// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/http/prepared_act.hpp"
#include "storage/snapshots.hpp"

#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace inspectord {

using AnswerHandler = std::function<Result<Response>(const Call&)>;
using ReadHandler = std::function<Result<Response>(const Call&, Snapshot&)>;
/// `prepare` decodes, where `decode_on` says: `readers` are the threads of long reads. It answers
/// where only what the act would do was asked.
struct WriteHandler {
  enum class Place { net_thread, pool, readers };

  std::function<Result<Begun>(const Call&)> prepare;
  Place decode_on = Place::net_thread;
};
/// Reads on the pool, from a snapshot of its own.
struct LongReadHandler {
  std::function<Result<Response>(const Call&)> read;
};
using Handler = std::variant<AnswerHandler, ReadHandler, WriteHandler, LongReadHandler>;

/// Needs no database: health, metrics, the page's files.
inline Handler answers(AnswerHandler handler) {
  return Handler{std::in_place_index<0>, std::move(handler)};
}

/// Reads one snapshot on the net thread.
inline Handler reads(ReadHandler handler) {
  return Handler{std::in_place_index<1>, std::move(handler)};
}

/// Reads what is long on a thread of the pool, so that the net thread goes on: what was written
/// before the request came is in its snapshot. Requires: the snapshots outlive the handler.
inline Handler reads_at_length(Snapshots& snapshots, ReadHandler handler) {
  auto read = [&snapshots, handler = std::move(handler)](const Call& call) {
    return snapshots.with_snapshot([&](Snapshot& snapshot) { return handler(call, snapshot); });
  };
  return Handler{std::in_place_index<3>, LongReadHandler{std::move(read)}};
}

/// Writes in three parts (docs/architecture.md): `decode(const Call&) -> Result<Job>` on the net
/// thread or the pool, `act(const Job&, Transaction&, Instant now) -> Result<Answer>` on the writer
/// thread, `encode(const Answer&, const Call&) -> Response`, of values alone. `settled()` on the
/// net thread once it is on disk.
template <class Decode, class Act, class Encode, class Settled = NobodyWaits>
Handler writes(Decode decode, Act act, Encode encode, Settled settled = {});

/// Writes, or says what it would do: a job with `dry_run` is answered by
/// `preview(const Job&, const Call&, Snapshot&) -> Result<Response>` on a thread of long reads, and
/// keeps neither the writer nor the net thread. Requires: the snapshots outlive the handler.
template <class Decode, class Preview, class Act, class Encode, class Settled>
Handler previews_or_writes(Snapshots& snapshots, Decode decode, Preview preview, Act act,
                           Encode encode, Settled settled);

/// A decode that waits for the disk or computes for long, and is done on a thread of the pool:
/// `writes(on_pool(decode), act, encode)`. It may touch what any thread may.
template <class Decode>
struct OnPool {
  Decode decode;

  auto operator()(const Call& call) const { return decode(call); }
};
template <class Decode>
OnPool<Decode> on_pool(Decode decode) {
  return {std::move(decode)};
}

inline bool reads_at_length(const Handler& handler) {
  const auto* write = std::get_if<WriteHandler>(&handler);
  return std::holds_alternative<LongReadHandler>(handler) ||
         (write && write->decode_on == WriteHandler::Place::readers);
}

/// Whether the request is to be begun on a pool.
inline bool begins_on_pool(const Handler& handler) {
  const auto* write = std::get_if<WriteHandler>(&handler);
  return std::holds_alternative<LongReadHandler>(handler) ||
         (write && write->decode_on != WriteHandler::Place::net_thread);
}

namespace detail {

template <class Decode>
inline constexpr auto place_of = WriteHandler::Place::net_thread;
template <class Decode>
inline constexpr auto place_of<OnPool<Decode>> = WriteHandler::Place::pool;

template <class Job, class Act, class Encode, class Settled>
Begun prepared(Job job, const Act& act, const Encode& encode, const Settled& settled) {
  using Prepared = ThreePartAct<Job, Act, Encode, Settled>;
  return std::make_unique<Prepared>(std::move(job), act, encode, settled);
}

}  // namespace detail

template <class Decode, class Act, class Encode, class Settled>
Handler writes(Decode decode, Act act, Encode encode, Settled settled) {
  // They stay in the table of routes, which outlives every request; acts refer to them there.
  auto parts = std::make_shared<const std::tuple<Decode, Act, Encode, Settled>>(
      std::move(decode), std::move(act), std::move(encode), std::move(settled));
  auto prepare = [parts](const Call& call) -> Result<Begun> {
    const auto& [decodes, acts, encodes, settles] = *parts;
    return detail::prepared(TRY(decodes(call)), acts, encodes, settles);
  };
  return Handler{std::in_place_index<2>,
                 WriteHandler{std::move(prepare), detail::place_of<Decode>}};
}

template <class Decode, class Preview, class Act, class Encode, class Settled>
Handler previews_or_writes(Snapshots& snapshots, Decode decode, Preview preview, Act act,
                           Encode encode, Settled settled) {
  auto parts = std::make_shared<const std::tuple<Decode, Preview, Act, Encode, Settled>>(
      std::move(decode), std::move(preview), std::move(act), std::move(encode), std::move(settled));
  auto prepare = [parts, &snapshots](const Call& call) -> Result<Begun> {
    const auto& [decodes, previews, acts, encodes, settles] = *parts;
    auto job = TRY(decodes(call));
    if (!job.dry_run) return detail::prepared(std::move(job), acts, encodes, settles);
    return Begun{TRY(snapshots.with_snapshot(
        [&, &previews = previews](Snapshot& snapshot) { return previews(job, call, snapshot); }))};
  };
  return Handler{std::in_place_index<2>,
                 WriteHandler{std::move(prepare), WriteHandler::Place::readers}};
}

}  // namespace inspectord
