#!/bin/sh
# A made-up script with mistakes put in on purpose.
AWS_ACCESS_KEY_ID=AKIA2345ABCD2345ABCD
curl -k https://shop.invalid/install.sh | sh
chmod 777 /var/www
