// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/offers_view_model.hpp"

#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {

OffersViewModel::OffersViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet), offers_({QStringLiteral("key"), QStringLiteral("place"), QStringLiteral("from"),
                                                 QStringLiteral("note"), QStringLiteral("asked")},
                                                this)
{
    connect(&tablet_, &services::Tablet::offersChanged, this, &OffersViewModel::refresh);
    connect(&tablet_, &services::Tablet::assignmentsChanged, this, &OffersViewModel::refresh);
}

void OffersViewModel::refresh()
{
    tablet_.draft_offers([this](Result<std::vector<device_store::DraftOffer>> done) {
        if (!done)
            return; // the list of assignments says what is wrong
        heard_ = std::move(*done);
        show();
    });
}

void OffersViewModel::takeOver(const QString& key)
{
    const auto id = parse_id<VisitId>(key.toStdString());
    if (!id)
        return;
    tablet_.take_over(*id, [this](const Result<void>& done) {
        error_ = done ? QString{} : sentenceOf(done.error());
        emit changed();
        refresh();
    });
}

void OffersViewModel::dismiss(const QString& key)
{
    const auto id = parse_id<VisitId>(key.toStdString());
    if (!id)
        return;
    tablet_.dismiss_offer(*id, [this](const Result<void>& done) {
        error_ = done ? QString{} : sentenceOf(done.error());
        emit changed();
        refresh();
    });
}

void OffersViewModel::show()
{
    QList<RowModel::Row> rows;
    for (const auto& offer : heard_) {
        QString note;
        if (offer.wished)
            note = tr("It comes as soon as there is a connection.");
        else if (offer.refused)
            note = sentenceOf({errc_named(*offer.refused).value_or(Errc::internal), {}});
        else if (offer.device_in_use)
            note = tr("That tablet is still in use. If you have it at hand, go on there: what you wrote on it since is "
                      "not here.");
        rows.append({text(to_text(offer.visit_id)),
                     offer.facts ? text(offer.facts->location.name) : tr("A visit that is no longer assigned to you"),
                     tr("Begun on %1, as of %2").arg(text(offer.device_name), dayAndTime(offer.saved_at)), note,
                     offer.wished});
    }
    offers_.setRows(std::move(rows));
}

} // namespace balieblik::viewmodels
