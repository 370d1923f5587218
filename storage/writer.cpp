// SPDX-License-Identifier: Apache-2.0
#include "storage/writer.hpp"

#include "core/log.hpp"
#include "storage/journal.hpp"
#include "storage/kept.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

std::exception_ptr stopped() {
  return std::make_exception_ptr(StorageError{0, "the writer has stopped"});
}

/// What took the whole batch with it.
std::exception_ptr broken(const char* what) {
  return std::make_exception_ptr(StorageError{0, what});
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, Deliver deliver, WriterOptions options)
    : connection_(std::move(connection)),
      deliver_(std::move(deliver)),
      options_(std::move(options)),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  stop();
}

void Writer::on_commit(Listener listener) {
  listeners_.push_back(std::move(listener));
}

void Writer::submit(WriterAct& act) {
  WriterAct* const one[] = {&act};
  submit(one);
}

void Writer::submit(std::span<WriterAct* const> acts) {
  if (acts.empty()) return;
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) {
      for (WriterAct* act : acts) {
        act->next_ = nullptr;
        (last_ ? last_->next_ : first_) = act;
        last_ = act;
      }
      waiting_ += acts.size();
      if (sleeping_) wake_.notify_one();
      return;
    }
  }
  const Batch late{acts.begin(), acts.end()};
  fail_all(late, stopped());
  answer(late);
}

void Writer::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Writer::loop() {
  for (Batch batch = take(); !batch.empty(); batch = take()) {
    changed_ = false;
    try {
      if (!healthy()) throw StorageError{0, "the disk failed: nothing is written until a restart"};
      perform(batch);
    } catch (const StorageError& error) {
      note(error);  // first: who hears of his answer may ask how the writer is
      fail_all(batch, std::current_exception());
    }
    answer(std::move(batch));
    if (changed_) tell_listeners();
    tidy();
  }
}

void Writer::tidy() {
  try {
    if (healthy()) connection_->tidy();
  } catch (const StorageError& error) {
    if (error.fatal()) return give_up(error);
    // The log goes on in what it has; once that is full as well, a commit says so.
    log::warning("the log could not be copied", {{"code", error.code()}, {"what", error.what()}});
  }
}

void Writer::note(const StorageError& error) {
  if (error.fatal()) return give_up(error);
  if (!healthy() || refusing_.exchange(true)) return;
  log::warning("the database takes no writes", {{"code", error.code()}, {"what", error.what()}});
  if (options_.refused) options_.refused();
}

void Writer::give_up(const StorageError& error) {
  if (!healthy_.exchange(false)) return;
  log::error("the disk failed, writing has stopped",
             {{"code", error.code()}, {"what", error.what()}});
  if (options_.failed) options_.failed();
}

void Writer::mended() {
  if (refusing_.exchange(false)) log::info("the database takes writes again", {});
}

/// Takes what is queued once: what comes meanwhile is parsed and decoded while this batch syncs.
Writer::Batch Writer::take() {
  std::unique_lock lock{mutex_};
  sleeping_ = true;
  wake_.wait(lock, [this] { return first_ || stopping_; });
  sleeping_ = false;
  Batch batch;
  while (first_ && batch.size() < options_.most_together) {
    batch.push_back(first_);
    first_ = first_->next_;
  }
  if (!first_) last_ = nullptr;
  waiting_ -= batch.size();
  return batch;
}

void Writer::perform(const Batch& batch) {
  connection_->begin_write();
  try {
    for (WriterAct* act : batch) perform_one(*act);
    const auto kept = std::count_if(batch.begin(), batch.end(), [](const WriterAct* act) {
      return act->ending_ == Ending::committed;
    });
    if (kept == 0) return connection_->rollback();
    commit();
    acts_ += static_cast<std::uint64_t>(kept);
    changed_ = true;
  } catch (...) {
    roll_back();
    throw;
  }
}

/// What failed before is already on its way up; a failure of the rollback counts as well.
void Writer::roll_back() noexcept {
  try {
    connection_->rollback();
  } catch (const StorageError& error) {
    note(error);
  }
}

/// An act that breaks alone is rolled back alone. One that takes the transaction with it (disk
/// full) takes all.
void Writer::perform_one(WriterAct& act) {
  connection_->savepoint();
  act.failure_ = nullptr;
  connection_->kept().made_due = false;
  try {
    act.ending_ = act.act(*connection_) ? Ending::committed : Ending::refused;
  } catch (const StorageError& error) {
    if (error.fatal() || !connection_->in_transaction()) throw;
    act.failure_ = std::current_exception();
    act.ending_ = Ending::failed;
  } catch (...) {
    act.failure_ = std::current_exception();
    act.ending_ = Ending::failed;
  }
  act.made_due_ = connection_->kept().made_due;
  if (!connection_->in_transaction())
    std::rethrow_exception(broken("an act ended the transaction"));
  if (act.ending_ == Ending::committed) {
    connection_->release_savepoint();
  } else {
    connection_->rollback_savepoint();
  }
}

void Writer::commit() {
  const auto last_event = listeners_.empty() ? 0 : journal::last_sequence(*connection_);
  point("commit.before");
  connection_->commit();
  point("commit.after");
  last_event_ = last_event;
  ++commits_;
}

void Writer::fail_all(const Batch& batch, std::exception_ptr failure) {
  for (WriterAct* act : batch) {
    act->ending_ = Ending::unavailable;
    act->failure_ = failure;
  }
}

void Writer::answer(Batch batch) {
  if (!deliver_) return finish_all(batch);
  const auto direct = std::stable_partition(batch.begin(), batch.end(),
                                            [](const WriterAct* act) { return !act->direct_; });
  const Batch waiting_here{direct, batch.end()};
  batch.erase(direct, batch.end());
  if (!batch.empty()) deliver_(std::move(batch));
  finish_all(waiting_here);
}

void Writer::tell_listeners() {
  for (const auto& listener : listeners_) listener(last_event_);
}

void Writer::point(std::string_view name) const {
  if (options_.failpoint) options_.failpoint(name);
}

void finish_all(const std::vector<WriterAct*>& acts) {
  for (WriterAct* act : acts) act->finish();
}

}  // namespace inspectord
