// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/code_names.hpp"
#include "formats/table.hpp"
#include "words/catalogue.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A column of a kind of table. Its names are `column.<code>` of the catalogue, in every language,
/// and the code itself.
struct Column {
  enum class Use { required, optional, passed_over };

  std::string_view code;  ///< Static storage.
  Use use = Use::optional;
};

/// Which column of a file is which.
class TableHeader {
 public:
  /// Reads the first row that has something in it; columns come in any order, and their names in
  /// either language, letter case and diacritics aside. Refuses columns that are not known (naming
  /// the nearest), come twice, or are missing; and a table without a row below.
  static Result<TableHeader> read(const Table&, std::span<const Column>, Language);

  std::optional<std::size_t> place_of(std::string_view code) const;
  std::size_t first_row() const { return first_row_; }  ///< Below the header, in Table::rows.
  std::size_t width() const { return width_; }

 private:
  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t first_row_ = 0;
  std::size_t width_ = 0;
};

/// What somebody may have written for a code, in any language: "Dự kiến", "tentative".
struct Choice {
  std::string_view code;
  std::string words_key;
};

/// Reads the cells of one row and gathers what is wrong with them, each problem with "/<column>" as
/// its pointer. Header and row outlive it.
class RowReader {
 public:
  RowReader(const TableHeader&, const TableRow&, Language);

  /// The file has this column; what it does not have is left as it is.
  bool has(std::string_view code) const { return header_.place_of(code).has_value(); }
  bool is_blank() const;  ///< Nothing in any column.

  std::string text(std::string_view code);    ///< As it stands; nothing but blanks is nothing.
  std::string word(std::string_view code);    ///< Without blanks around it: names, numbers, keys.
  std::string filled(std::string_view code);  ///< A text; an empty cell is a problem.
  std::optional<LocalDate> date(std::string_view code);
  std::optional<PartialDate> partial_date(std::string_view code);
  std::optional<int> integer(std::string_view code);
  bool boolean(std::string_view code);  ///< Empty: no.
  /// nullopt for an empty cell, or a problem.
  std::optional<std::size_t> choice(std::string_view code, std::span<const Choice>);
  template <CodeNamed E>
  std::optional<E> choice(std::string_view code, std::string_view words_prefix) {
    std::vector<Choice> choices;
    for (const auto name : all_code_names<E>())
      choices.push_back({name, std::string{words_prefix} + "." + std::string{name}});
    const auto found = choice(code, choices);
    return found ? std::optional{static_cast<E>(*found)} : std::nullopt;
  }

  void complain(std::string_view code, const Reason&, Arguments = {});
  const std::vector<Problem>& problems() const { return problems_; }
  Language language() const { return language_; }
  int number() const { return row_.number; }

 private:
  const Cell& cell(std::string_view code);

  const TableHeader& header_;
  const TableRow& row_;
  const Language language_;
  std::vector<Problem> problems_;
};

/// The name of a column for people.
std::string column_label(Language, std::string_view code);

/// Which choice a text means: its code, or its words in any language, letter case and diacritics
/// aside.
std::optional<std::size_t> find_choice(std::string_view text, std::span<const Choice>);

/// "24/11/2026", "24.11.2026", "24-11-2026", "2026-11-24".
std::optional<LocalDate> parse_written_date(std::string_view text);

}  // namespace inspectord
