// SPDX-License-Identifier: EUPL-1.2
// Listens on a local socket and turns JSON lines into what a person would do: look, click, type, wait.
// It lives outside the product: the app has no door of its own for tests.
#pragma once

#include <QGenericPlugin>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QQuickItem>

class Driver : public QObject {
    Q_OBJECT

public:
    explicit Driver(const QString& socket_path);

private:
    void serve(QLocalSocket* client);
    void send(QJsonObject reply, const QJsonObject& request, QLocalSocket* client);
    void await(const QJsonObject& request, QLocalSocket* client);
    QJsonObject answer(const QJsonObject& request);

    QJsonObject find(const QJsonObject& request);
    QJsonObject list();
    QJsonObject click(const QJsonObject& request);
    QJsonObject type(const QJsonObject& request);
    QJsonObject key(const QJsonObject& request);
    QJsonObject reveal(const QJsonObject& request);
    QJsonObject grab(const QJsonObject& request);
    QJsonObject resize(const QJsonObject& request);
    QJsonObject decode(const QJsonObject& request);

    QLocalServer server_;
};

class DriverPlugin : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "driver.json")

public:
    QObject* create(const QString& key, const QString& specification) override;
};
